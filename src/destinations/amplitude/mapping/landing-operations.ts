import { isBlank } from './blank';

/** The page of a visit, as the field `landing` maps it. */
export interface LandingSource {
  /** Address of the page that led to the visit. */
  referrer?: string;
  /** Query string of the page, with or without its question mark. */
  search?: string;
  /** Names of the query parameters to keep, separated by commas: "gclid, fbclid". */
  parameters?: string;
}

export interface LandingOperations {
  $set: Record<string, string>;
  $setOnce: Record<string, string>;
}

/**
 * The referring domain and the chosen query parameters (click ids) as user properties: set each time, and once for good
 * as `initial_…`. What is missing or cannot be read is left out.
 */
export function toLandingOperations({ referrer, search, parameters }: LandingSource): LandingOperations {
  const query = new URLSearchParams(search ?? '');
  const names = (parameters ?? '').split(',').map((name) => name.trim());
  const values = [['referring_domain', toDomain(referrer)], ...names.map((name) => [name, query.get(name)])];
  const found = values.filter((entry): entry is [string, string] => !isBlank(entry[1]));
  return {
    $set: Object.fromEntries(found),
    $setOnce: Object.fromEntries(found.map(([name, value]) => [`initial_${name}`, value])),
  };
}

function toDomain(referrer: string | undefined): string | undefined {
  return referrer !== undefined && URL.canParse(referrer) ? new URL(referrer).host : undefined;
}
