import type { Served } from './serve-request';

/** One request and how it was answered. Holds no key: the query, the headers and the bodies are left out. */
export interface Exchange {
  method: string;
  path: string;
  /** HTTP status; 0 when the connection was dropped instead. */
  status: number;
  /** Bytes of the request body as sent. */
  bytesSent: number;
  /** Bytes of the request body once gunzipped; 0 when it was over the limit and not read. */
  bytes: number;
  contentType: string;
  contentEncoding: string;
  /** Events, identifications, mappings or ids the body held; 0 when it could not be read. */
  items: number;
  /** When the answer was made, ms since the epoch on the emulator's clock. */
  at: number;
}

/** The latest exchanges, oldest first. */
export class ExchangeLog {
  readonly entries: Exchange[] = [];

  readonly #capacity: number;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  add(exchange: Exchange): void {
    this.entries.push(exchange);
    if (this.entries.length > this.#capacity) this.entries.shift();
  }
}

export function toExchange({ request, url, body, items, outcome }: Served, at: number): Exchange {
  return {
    method: request.method ?? '',
    path: url.pathname,
    status: outcome.answer.status,
    bytesSent: body.bytesSent,
    bytes: body.content.length,
    contentType: request.headers['content-type'] ?? '',
    contentEncoding: request.headers['content-encoding'] ?? '',
    items: items.length,
    at,
  };
}
