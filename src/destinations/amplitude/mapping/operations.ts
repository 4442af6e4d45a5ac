import type { JSONLikeObject } from '@segment/actions-core';
import { isBlank } from './blank';

/** Amplitude Identify API, "user_properties operations", in the order in which one key is granted to one of them. */
export const GRANTING = [
  '$unset', '$setOnce', '$add', '$append', '$prepend', '$preInsert', '$postInsert', '$remove', '$set',
] as const; // prettier-ignore
export const CLEAR_ALL = '$clearAll';
export const USER_OPERATIONS: ReadonlySet<string> = new Set(GRANTING);
/** Amplitude Group Identify API, "group_properties operations". */
export const GROUP_OPERATIONS: ReadonlySet<string> = new Set([
  '$unset',
  '$setOnce',
  '$add',
  '$append',
  '$prepend',
  '$set',
]);

export type Operation = (typeof GRANTING)[number];
export type Operations = Partial<Record<Operation, unknown>>;

/** Operations written among plain properties; undefined for none, as in most properties. */
export function findOperations(properties: JSONLikeObject): string[] | undefined {
  let found: string[] | undefined;
  for (const key of Object.keys(properties)) {
    if (key.startsWith('$') && isOperation(key)) (found ??= []).push(key);
  }
  return found;
}

function isOperation(key: string): boolean {
  return key === CLEAR_ALL || USER_OPERATIONS.has(key);
}

const NO = /^\s*(false|no|off|0)\s*$/i;

/** Whether `$clearAll` is meant: `false`, 0, an empty object, and words for no, such as "False", say that it is not. */
export function isMeant(value: unknown): boolean {
  if (typeof value === 'string') return !isBlank(value) && !NO.test(value);
  return typeof value === 'object' && value !== null ? Object.keys(value).length > 0 : Boolean(value);
}
