import type { JSONLike, JSONLikeObject } from '@segment/actions-core';
import { isBlank } from './blank';
import { isJsonObject } from './json-object';
import type { Notice } from './notice';

/** Amplitude Identify API, "user_properties operations", in the order in which one key is granted to one of them. */
const EXCLUSIVE = [
  '$unset', '$setOnce', '$add', '$append', '$prepend', '$preInsert', '$postInsert', '$remove',
] as const; // prettier-ignore
const OPERATIONS: readonly string[] = ['$set', ...EXCLUSIVE];

type Operation = '$set' | (typeof EXCLUSIVE)[number];
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
  const { plain, operations: byHand, clearsAll } = splitByHand(source.properties ?? {});
  if (clearsAll) return { properties: { $clearAll: '-' }, notices: [] };

  const { merged, unread } = mergeOperations([source.landing, source.attribution, byHand, source.explicit]);
  const notices = unread.map(notANumber);
  // What was meant to be added must not be set instead.
  for (const key of unread) delete plain[key];
  if (Object.keys(merged).length === 0) {
    return { properties: source.properties && plain, notices };
  }
  return { properties: grantEachKeyOnce({ ...merged, $set: { ...plain, ...merged.$set } }), notices };
}

function splitByHand(properties: JSONLikeObject) {
  const plain: JSONLikeObject = {};
  const operations: Operations = {};
  for (const [key, value] of Object.entries(properties)) {
    if (isOperation(key)) operations[key] = isJsonObject(value) ? value : {};
    else if (key !== '$clearAll') plain[key] = value;
  }
  return { plain, operations, clearsAll: '$clearAll' in properties };
}

/** Later sources win. Blank values and empty operations fall away; `$unset` keeps every key, as its values are not read. */
function mergeOperations(sources: (Operations | undefined)[]): { merged: Operations; unread: string[] } {
  const merged: Operations = {};
  const unread: string[] = [];
  for (const operation of Object.keys(Object.assign({}, ...sources) as Operations) as Operation[]) {
    const values = Object.assign({}, ...sources.map((source) => source?.[operation])) as JSONLikeObject;
    const kept: JSONLikeObject = {};
    for (const [key, value] of Object.entries(values)) {
      const read = readOperand(operation, value);
      if (read !== undefined) kept[key] = read;
      else if (operation === '$add' && !isBlank(value)) unread.push(key);
    }
    if (Object.keys(kept).length > 0) merged[operation] = kept;
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
  for (const operation of [...EXCLUSIVE, '$set'] as const) {
    const free: JSONLikeObject = {};
    for (const [key, value] of Object.entries(operations[operation] ?? {})) {
      if (!granted.has(key)) free[key] = value;
    }
    if (Object.keys(free).length > 0) result[operation] = free;
    for (const key of Object.keys(free)) granted.add(key);
  }
  return result;
}

function isOperation(key: string): key is Operation {
  return OPERATIONS.includes(key);
}

function notANumber(key: string): Notice {
  return { name: 'operation_dropped', text: `Left "${key}" out of $add: its value is not a number.` };
}
