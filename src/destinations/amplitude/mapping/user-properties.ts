import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isBlank } from './blank';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';

/** Amplitude Identify API, "user_properties operations", in the order in which one key is granted to one of them. */
const GRANTING = [
  '$unset', '$setOnce', '$add', '$append', '$prepend', '$preInsert', '$postInsert', '$remove', '$set',
] as const; // prettier-ignore
const OPERATIONS: ReadonlySet<string> = new Set(GRANTING);

type Operation = (typeof GRANTING)[number];
type Operations = Partial<Record<Operation, JSONLikeObject>>;

export interface UserPropertySource {
  /** Plain properties, among which operations written by hand may stand. */
  properties?: JSONLikeObject;
  /** What of the landing page is kept. */
  landing?: Operations;
  /** Where the visit came from. */
  attribution?: Operations;
  /** What the action's operation fields hold. */
  explicit?: Operations;
}

/**
 * One `user_properties` (or `group_properties`) that Amplitude accepts: it refuses plain keys beside operations, so the
 * plain ones move under `$set` as soon as there is an operation. Inside `$set` plain keys yield to attribution, and both
 * to explicit values. A key stays in one operation only; `$clearAll` goes alone.
 */
export function toUserProperties(source: UserPropertySource): {
  properties?: JSONLikeObject;
  notices: Notice[];
} {
  const { plain, byHand, clearsAll } = splitByHand(source.properties ?? {});
  if (clearsAll) return { properties: { $clearAll: '-' }, notices: [] };

  const { merged, unread } = mergeOperations([source.landing, source.attribution, byHand, source.explicit]);
  const notices = [...unread].map(notANumber);
  // What was meant to be added must not be set instead.
  const settable = omit(plain, unread);
  if (isEmpty(merged)) return { properties: source.properties && settable, notices };
  // Not two spreads in one literal, which were the dearest line of the mapping (docs/performance.md).
  merged.$set = Object.assign({}, settable, merged.$set);
  return { properties: grantEachKeyOnce(merged), notices };
}

function splitByHand(properties: JSONLikeObject): {
  plain: JSONLikeObject;
  byHand?: Operations;
  clearsAll?: boolean;
} {
  const special = Object.keys(properties).filter((key) => key === '$clearAll' || isOperation(key));
  if (special.length === 0) return { plain: properties };
  const byHand: Operations = {};
  for (const operation of special.filter(isOperation)) {
    const values = properties[operation];
    if (isJsonObject(values)) byHand[operation] = values;
  }
  return { plain: omit(properties, new Set(special)), byHand, clearsAll: special.includes('$clearAll') };
}

/** Later sources win. Blank values and empty operations fall away; `$unset` keeps every key, as its values are not read. */
function mergeOperations(sources: (Operations | undefined)[]): { merged: Operations; unread: Set<string> } {
  const merged: Operations = {};
  const unread = new Set<string>();
  for (const source of sources) {
    if (source === undefined) continue;
    for (const operation of Object.keys(source) as Operation[]) {
      const values = source[operation] ?? {};
      const kept = merged[operation] ?? {};
      for (const key of Object.keys(values)) {
        const operand = readOperand(operation, values[key]);
        if (operand !== undefined) kept[key] = operand;
        else if (operation === '$add' && !isBlank(values[key])) unread.add(key);
      }
      if (!isEmpty(kept)) merged[operation] = kept;
    }
  }
  return { merged, unread };
}

function readOperand(operation: Operation, value: JSONLike): JSONLike {
  if (operation === '$unset') return '-';
  if (isBlank(value)) return undefined;
  if (operation !== '$add') return value;
  const amount = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
  return Number.isFinite(amount) ? amount : undefined;
}

function grantEachKeyOnce(operations: Operations): JSONLikeObject {
  const granted = new Set<string>();
  const result: JSONLikeObject = {};
  for (const operation of GRANTING) {
    const free = omit(operations[operation] ?? {}, granted);
    if (isEmpty(free)) continue;
    result[operation] = free;
    for (const key of Object.keys(free)) granted.add(key);
  }
  return result;
}

/** The object itself where there is nothing to leave out. */
function omit(object: JSONLikeObject, keys: ReadonlySet<string>): JSONLikeObject {
  const own = Object.keys(object);
  if (!own.some((key) => keys.has(key))) return object;
  const rest: JSONLikeObject = {};
  for (const key of own) if (!keys.has(key)) rest[key] = object[key];
  return rest;
}

function isEmpty(object: object): boolean {
  return Object.keys(object).length === 0;
}

function isOperation(key: string): key is Operation {
  return OPERATIONS.has(key);
}

function notANumber(key: string): Notice {
  return { name: 'operation_dropped', text: `Left "${key}" out of $add: its value is not a number.` };
}
