import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answers';
import type { Endpoint } from './counts';
import type { Limits } from './limits';
import type { Project } from './project';

/** One request, its body read and gunzipped. */
export interface Call {
  endpoint: Endpoint;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  project: Project;
}

/** How a request went: `items` that were neither ingested nor deduped were rejected. */
export interface Outcome {
  answer: Answer;
  ingested: number;
  deduped: number;
}

/** A request whose items are counted; nothing is ingested before `process`, so a fault can come between. */
export interface Reading {
  items: number;
  process(): Outcome;
}

export interface Route {
  endpoint: Endpoint;
  methods: readonly string[];
  /** The first body length, once gunzipped, that is refused with 413. */
  refusedBytes(limits: Limits): number;
  read(call: Call): Reading | Promise<Reading>;
}

export const refused = (answer: Answer): Outcome => ({ answer, ingested: 0, deduped: 0 });

/** A request refused for something other than its items. */
export const refuse = (answer: Answer, items = 0): Reading => ({ items, process: () => refused(answer) });
