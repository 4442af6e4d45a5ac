import type { JSONLikeObject } from '@segment/actions-core';

/**
 * Whether a value is an object with keys: no list, no date, not null.
 *
 * @example isJsonObject({}) // true; isJsonObject([]) // false
 */
export function isJsonObject(value: unknown): value is JSONLikeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/**
 * Reads text as a JSON object; undefined for anything else, since proxies answer with whatever they like.
 *
 * @example parseJsonObject('{"code":200}') // { code: 200 }; parseJsonObject('<html>') // undefined
 */
export function parseJsonObject(text: string): JSONLikeObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
