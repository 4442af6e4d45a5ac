import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped, readText } from './read-value';

export interface LandingOperations {
  $set: Record<string, string>;
  $setOnce: Record<string, string>;
}

/**
 * The referring domain and the chosen query parameters (click ids) as user properties: set each time, and once for good
 * as `initial_…`. What is missing or cannot be read is left out.
 *
 * @param landing The field `landing`: `referrer`, the address of the page that led to the visit; `search`, the query
 * string of the page, with or without its question mark; `parameters`, the names of the query parameters to keep,
 * separated by commas: "gclid, fbclid".
 */
export function toLandingOperations(landing: unknown, notices: Notice[]): LandingOperations | undefined {
  if (isBlank(landing)) return undefined;
  if (!isJsonObject(landing)) {
    notices.push(dropped('landing', 'it is not an object'));
    return undefined;
  }
  const read = (key: string) => readText(landing[key], `landing.${key}`, notices);
  const operations: LandingOperations = { $set: {}, $setOnce: {} };
  const keep = (name: string, value: string | null | undefined) => {
    if (value === null || value === undefined || isBlank(value)) return;
    setKey(operations.$set, name, value);
    operations.$setOnce[`initial_${name}`] = value;
  };
  keep('referring_domain', toDomain(read('referrer'), notices));
  const query = new URLSearchParams(read('search') ?? '');
  for (const name of (read('parameters') ?? '').split(',')) keep(name.trim(), query.get(name.trim()));
  return operations;
}

function toDomain(referrer: string | undefined, notices: Notice[]): string | undefined {
  if (referrer === undefined) return undefined;
  if (URL.canParse(referrer)) return new URL(referrer).host;
  notices.push(dropped('landing.referrer', 'it is no address'));
  return undefined;
}
