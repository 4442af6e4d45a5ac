import { type Exchange } from './exchange';
import type { Served } from './serve-request';

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
