import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import { isBlank, setKey } from './blank';
import { toNumber } from './read-value';

/** What Amplitude's own libraries send for a property to remove; it is not read. */
const UNSET = '-';

/** The value of one property within an operation; undefined when it is blank or, in `$add`, no number. */
export function readOperand(operation: string, value: JSONLike): JSONLike {
  if (operation === '$unset') return UNSET;
  if (isBlank(value)) return undefined;
  return operation === '$add' ? toNumber(value) : value;
}

/** Of `$unset`: the keys of an object, a list of names or one name, as an object with these keys. */
export function readNameList(value: unknown, tell: (reason: string) => void): JSONLikeObject {
  if (isJsonObject(value)) return value;
  const names: unknown[] = Array.isArray(value) ? value : [value];
  const keys: JSONLikeObject = {};
  for (const name of names) {
    if (typeof name === 'string' && !isBlank(name)) setKey(keys, name, UNSET);
    else if (Number.isFinite(name)) setKey(keys, String(name), UNSET);
    else if (!isBlank(name)) tell('a name in $unset is no text');
  }
  return keys;
}

/** Whether nothing in it is blank or has to be read first: then the object itself is sent. */
export function isSentAsGiven(operation: string, values: JSONLikeObject): boolean {
  for (const key of Object.keys(values)) {
    const value = values[key];
    if (isBlank(value) || readOperand(operation, value) !== value) return false;
  }
  return true;
}
