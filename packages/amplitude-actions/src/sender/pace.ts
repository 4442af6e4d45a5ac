import { LRUCache } from 'lru-cache';
import { type Batch } from './batch';
import { type Job } from './job';

const INTERVAL_MS = 1000;
/** Longer than the longest rest, so that an id is still known when its next events are read. */
const REMEMBER_MS = 10 * 60 * 1000;
const MAX_IDS = 50_000;

interface PacedId {
  perInterval: number;
  nextAt: number;
}

/**
 * Keeps ids that Amplitude throttled under its rate from then on. Sending a user's whole backlog again after the
 * rest would only be refused again: 30 events/s for each id on HTTP V2, 1,000 on Batch (documented limits).
 */
export class Pace {
  readonly #ids = new LRUCache<string, PacedId>({ max: MAX_IDS, ttl: REMEMBER_MS });

  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Amplitude refused these ids: they rest until `until`, then send at most `perSecond`, or half of what they did. */
  throttle(keys: Iterable<string>, perSecond: number, until: number): void {
    for (const key of keys) {
      const known = this.#ids.get(key);
      const perInterval = known === undefined ? perSecond : Math.max(1, Math.floor(known.perInterval / 2));
      this.#ids.set(key, { perInterval, nextAt: until });
    }
  }

  /** When the job may go, by its ids' pace; a time that has passed means now. */
  readyAt({ keys }: Pick<Job, 'keys'>): number {
    if (this.#ids.size === 0) return 0;
    return Math.max(0, ...keys.map((key) => this.#ids.get(key)?.nextAt ?? 0));
  }

  /** Counts the job into the batch; false when the batch holds all that one of its ids may send at once. */
  admit({ keys }: Pick<Job, 'keys'>, { paced }: Pick<Batch, 'paced'>): boolean {
    if (this.#ids.size === 0) return true;
    const known = keys.filter((key) => this.#ids.has(key));
    if (known.some((key) => (paced.get(key) ?? 0) >= (this.#ids.get(key)?.perInterval ?? Infinity)))
      return false;
    for (const key of known) paced.set(key, (paced.get(key) ?? 0) + 1);
    return true;
  }

  /** A batch was answered: its paced ids may send the next events an interval later. */
  answered({ paced }: Pick<Batch, 'paced'>): void {
    for (const key of paced.keys()) {
      const id = this.#ids.get(key);
      if (id !== undefined) id.nextAt = Math.max(id.nextAt, this.#now() + INTERVAL_MS);
    }
  }
}
