import type { JSONLike, JSONLikeObject } from '@segment/actions-core';

/** '' or white space. Blank text is no value at an event's top level and inside operations (never inside properties). */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The object without its blank entries. */
export function withoutBlanks<T extends object>(object: T): Partial<T> {
  const filled: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (!isBlank(object[key])) filled[key] = object[key];
  }
  return filled;
}

/** Copies what is not blank: the named keys, the allow-list that decides what may leave, or all. */
export function fill<Key extends string>(
  target: JSONLikeObject,
  source: Readonly<Partial<Record<Key, JSONLike>>>,
  keys: readonly Key[] = Object.keys(source) as Key[],
): void {
  for (const key of keys) {
    const value = source[key];
    if (!isBlank(value)) target[key] = value;
  }
}
