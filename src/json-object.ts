import type { JSONLikeObject } from '@segment/actions-core';

/** Whether a value is an object with keys: no list, no date, not null. */
export function isJsonObject(value: unknown): value is JSONLikeObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Reads text as a JSON object; undefined for anything else, since proxies answer with whatever they like. */
export function parseJsonObject(text: string): JSONLikeObject | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return isJsonObject(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
