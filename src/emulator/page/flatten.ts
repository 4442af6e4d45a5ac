import type { JsonObject } from '../json-object';

const NESTED = /(properties|groups|options)$/;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An Amplitude object as rows: its keys, and one level of those that hold properties. */
export function flatten(item: unknown): [key: string, value: unknown][] {
  if (!isObject(item)) return item === undefined ? [] : [['', item]];
  return Object.entries(item).flatMap(([key, value]): [string, unknown][] =>
    NESTED.test(key) && isObject(value) && Object.keys(value).length > 0
      ? Object.entries(value).map(([inner, each]) => [`${key}.${inner}`, each])
      : [[key, value]],
  );
}
