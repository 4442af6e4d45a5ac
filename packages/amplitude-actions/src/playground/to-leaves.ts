import { isJsonObject } from 'segment-actions-amplitude/api';

/** A value that holds no others, and its path: `properties.products[0].price`. */
export type Leaf = readonly [path: string, value: unknown];

const MOST_LEAVES = 500;

/** The values inside a value with their paths; empty objects and lists of plain values as a whole. 500 at most. */
export function toLeaves(value: unknown, path = ''): Leaf[] {
  const inner = toMembers(value);
  if (inner.length === 0) return [[path, value]];
  return inner.flatMap(([key, each]) => toLeaves(each, toPath(path, key))).slice(0, MOST_LEAVES);
}

function toMembers(value: unknown): [key: string, value: unknown][] {
  if (isJsonObject(value)) return Object.entries(value);
  const isList = Array.isArray(value) && value.some(isJsonObject);
  return isList ? value.map((each: unknown, index): [string, unknown] => [`[${index}]`, each]) : [];
}

const toPath = (path: string, key: string): string =>
  path === '' || key.startsWith('[') ? path + key : `${path}.${key}`;
