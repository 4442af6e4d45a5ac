import type { Change } from '../journal';
import type { RequestDetail, Row, SourceDetail } from '../page-api';

/** One item as it is kept: its row, and what its detail adds. */
export interface Arrival {
  row: Row;
  item: unknown;
  index: number;
  field?: string;
  insertId?: string;
  cut: string[];
  changes: { subject: string; change: Change }[];
  request: RequestDetail;
  source?: SourceDetail;
  /** About what it takes in memory. */
  bytes: number;
}

const MOST_BYTES = 32 * 1024 * 1024;
export const MOST_ARRIVALS = 10_000;

/** The newest 10,000 arrivals or 32 MB, and their requests. Their numbers follow one another. */
export class KeptArrivals {
  readonly #arrivals: Arrival[] = [];
  readonly #requests = new Map<string, RequestDetail>();
  #bytes = 0;
  #forgotten = 0;

  get size(): number {
    return this.#arrivals.length;
  }

  get forgotten(): number {
    return this.#forgotten;
  }

  get newest(): Arrival | undefined {
    return this.#arrivals.at(-1);
  }

  add(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    this.#requests.set(arrival.request.id, arrival.request);
    this.#bytes += arrival.bytes;
    while (this.#arrivals.length > MOST_ARRIVALS || (this.#bytes > MOST_BYTES && this.#arrivals.length > 1)) {
      const oldest = this.#arrivals.shift();
      if (!oldest) return;
      this.#forgotten += 1;
      this.#bytes -= oldest.bytes;
      if (this.#arrivals[0]?.request !== oldest.request) this.#requests.delete(oldest.request.id);
    }
  }

  /** The rows after a number, oldest first. */
  rows(after: number, limit: number): Row[] {
    const start = Math.max(after - this.#forgotten, 0);
    return this.#arrivals.slice(start, start + limit).map(({ row }) => row);
  }

  byNumber(number: number): Arrival | undefined {
    return this.#arrivals[number - 1 - this.#forgotten];
  }

  request(id: string): RequestDetail | undefined {
    return this.#requests.get(id);
  }

  /** Numbers of the rows whose item, reason or Segment event holds the text, in any case. */
  search(text: string): number[] {
    const wanted = text.toLowerCase();
    const holds = (value: unknown): boolean => (JSON.stringify(value) ?? '').toLowerCase().includes(wanted);
    return this.#arrivals
      .filter(({ row, item, source }) => holds([row.name, row.who, row.reason, item, source?.event]))
      .map(({ row }) => row.n);
  }
}
