import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answers';
import type { Endpoint } from './counts';
import type { Journal } from './journal';
import type { JsonObject } from './json-object';
import type { Limits } from './limits';
import type { Organization } from './organization';
import type { Rules } from './rules';

/** One request, its body read and gunzipped. */
export interface Call {
  endpoint: Endpoint;
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  organization: Organization;
  rules: Rules;
}

/** How a request went: items that were neither ingested nor deduped were rejected. */
export interface Outcome {
  answer: Answer;
  ingested: number;
  deduped: number;
}

/** A request whose items are counted; nothing is ingested before `process`, so a fault can come between. */
export interface Reading {
  /** Events, identifications, mappings or ids, as they are on the wire. */
  items: readonly unknown[];
  /** What stands beside the items, without the key. */
  envelope?: JsonObject;
  /** Ingests the items or refuses them; the journal, where there is one, learns why and what changed. */
  process(journal?: Journal): Outcome;
}

export interface Route {
  endpoint: Endpoint;
  methods: readonly string[];
  /** Browsers send to it from any site, so it answers with CORS headers. */
  isPublic: boolean;
  /** The first body length, once gunzipped, that is refused with 413. */
  refusedBytes(limits: Limits): number;
  read(call: Call): Reading | Promise<Reading>;
}

export const refused = (answer: Answer): Outcome => ({ answer, ingested: 0, deduped: 0 });

/** A request refused for something other than its items. */
export const refuse = (answer: Answer, items: readonly unknown[] = []): Reading => ({
  items,
  process: () => refused(answer),
});
