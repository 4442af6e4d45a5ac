import type { JSONObject, JSONValue } from '@segment/actions-core';
import { path } from 'segment-actions-amplitude/api';

/** A value of a mapping: a literal, or a directive of Segment's mapping-kit. */
export type MappingValue = JSONValue;

/** What to map to every field of an action. */
export type Mapping = JSONObject;

/** A path that no event has. Merged over an object, it takes the key away. */
export const REMOVED = path('$.removed_by_the_migration');

/** `then` when `value` is there and neither blank, zero, false nor an empty list; else `otherwise`. */
export function whenNotBlank(
  value: MappingValue,
  then: MappingValue,
  otherwise?: MappingValue,
): MappingValue {
  return { '@if': { blank: value, then, ...(otherwise !== undefined && { else: otherwise }) } };
}

/** The first value that is not blank. */
export function firstNotBlank(first: MappingValue, ...others: MappingValue[]): MappingValue {
  const [next, ...rest] = others;
  return whenNotBlank(first, first, next === undefined ? undefined : firstNotBlank(next, ...rest));
}

/** Objects laid over each other, the last one on top. */
export function merged(...objects: MappingValue[]): MappingValue {
  return { '@merge': { direction: 'right', objects } };
}

/** `{ name: REMOVED, … }`, to be merged over an object. */
export function without(names: readonly string[]): Mapping {
  return Object.fromEntries(names.map((name) => [name, REMOVED]));
}

/**
 * The text with up to two pieces replaced, whatever their case; '' when there is no text. A piece has at most
 * 10 characters.
 */
export function replaced(
  value: MappingValue,
  first: [string, string],
  second?: [string, string],
): MappingValue {
  const [pattern, replacement] = first;
  return {
    '@replace': {
      value,
      pattern,
      replacement,
      ignorecase: true,
      ...(second && { pattern2: second[0], replacement2: second[1] }),
    },
  };
}

/** A parameter of the page's query string, decoded; '' when the page has none of that name. */
export function queryParameter(name: string): MappingValue {
  return {
    '@liquid':
      '{% assign query = context.page.search | replace: "?", "&" %}' +
      `{% if query contains "&${name}=" %}` +
      `{{ query | split: "&${name}=" | last | split: "&" | first | url_decode }}{% endif %}`,
  };
}
