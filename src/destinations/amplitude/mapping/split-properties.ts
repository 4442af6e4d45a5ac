import type { JSONLikeObject } from '@segment/actions-core';
import { GROUP_OPERATIONS } from './operations';

/** Amplitude Group Identify API: the most group properties of a request. */
const MOST_PROPERTIES = 1024;

/**
 * Group properties in as many updates as Amplitude's limit asks for, the operations apart from each other as soon as
 * they do not fit together. No update for no properties.
 */
export function splitProperties(properties: JSONLikeObject): JSONLikeObject[] {
  const keys = Object.keys(properties);
  if (keys.length === 0) return [];
  // Plain keys never stand beside operations.
  if (!keys.every((key) => GROUP_OPERATIONS.has(key))) return toChunks(properties);
  const operations = Object.entries(properties) as [string, JSONLikeObject][];
  const count = operations.reduce((sum, [, values]) => sum + Object.keys(values).length, 0);
  if (count <= MOST_PROPERTIES) return [properties];
  return operations.flatMap(([operation, values]) =>
    toChunks(values).map((chunk) => ({ [operation]: chunk })),
  );
}

function toChunks(properties: JSONLikeObject): JSONLikeObject[] {
  const entries = Object.entries(properties);
  if (entries.length <= MOST_PROPERTIES) return [properties];
  const chunks: JSONLikeObject[] = [];
  for (let start = 0; start < entries.length; start += MOST_PROPERTIES) {
    chunks.push(Object.fromEntries(entries.slice(start, start + MOST_PROPERTIES)));
  }
  return chunks;
}
