import { isObject, removeUndefined } from '@segment/actions-core';

/**
 * The value without undefined entries, at any depth. Equal to the framework's `removeUndefined`, but what has none is
 * not copied (events that were JSON hold no undefined), and a key named `__proto__` stays: the framework loses it.
 */
export function withoutUndefined(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return cleanList(value as unknown[]);
  if (Object.getPrototypeOf(value) === Object.prototype) return cleanObject(value as Record<string, unknown>);
  // An instance of a class becomes a plain object; a date stays what it is.
  return isObject(value) ? removeUndefined(value) : value;
}

function cleanList(list: unknown[]): unknown[] {
  let copy: unknown[] | undefined;
  for (let index = 0; index < list.length; index += 1) {
    const item = list[index];
    if (typeof item !== 'object' || item === null) continue;
    const clean = withoutUndefined(item);
    if (clean === item) continue;
    copy ??= list.slice();
    copy[index] = clean;
  }
  return copy ?? list;
}

function cleanObject(object: Record<string, unknown>): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const key in object) {
    const inner = object[key];
    if (inner === undefined) {
      copy ??= { ...object };
      delete copy[key];
      continue;
    }
    if (typeof inner !== 'object' || inner === null) continue;
    const clean = withoutUndefined(inner);
    if (clean === inner) continue;
    copy ??= { ...object };
    copy[key] = clean;
  }
  return copy ?? object;
}
