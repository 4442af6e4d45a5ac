import { isJsonObject } from '../json-object';

const NESTED = /(properties|groups|options)$/;

/** An Amplitude object as rows: its keys, and one level of those that hold properties. */
export function flatten(item: unknown): [key: string, value: unknown][] {
  if (!isJsonObject(item)) return item === undefined ? [] : [['', item]];
  return Object.entries(item).flatMap(([key, value]): [string, unknown][] =>
    NESTED.test(key) && isJsonObject(value) && Object.keys(value).length > 0
      ? Object.entries(value).map(([inner, each]) => [`${key}.${inner}`, each])
      : [[key, value]],
  );
}
