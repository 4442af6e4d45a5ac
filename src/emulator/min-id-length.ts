import type { JsonObject } from './json-object';

/** `options.min_id_length` replaces the project's shortest id ("HTTP V2, options"); where that is 0, none is checked. */
export function toMinIdLength(options: JsonObject, fallback: number): number {
  const wanted = options.min_id_length;
  return fallback > 0 && typeof wanted === 'number' && Number.isInteger(wanted) && wanted > 0
    ? wanted
    : fallback;
}
