import type { Endpoint } from './counts';
import type { JsonObject } from './json-object';
import type { Limits } from './limits';
import { IdThrottle } from './id-throttle';
import { SlidingCount } from './sliding-count';

/** The windows of every rate limit of a project; each endpoint counts on its own ("Batch": own limits). */
export class RateLimits {
  /** 24 h in steps of an hour, over httpapi and batch together. */
  readonly #daily = { users: dailyCount(), devices: dailyCount() };
  readonly #throttles: Partial<Record<Endpoint, IdThrottle>>;
  readonly #mappings: SlidingCount;
  readonly #deletions = new SlidingCount(100, 10);
  readonly #searches = new SlidingCount(60_000, 60);

  readonly #limits: Limits;

  constructor(limits: Limits) {
    this.#limits = limits;
    const throttle = (eventsPerSecond: number) => new IdThrottle(eventsPerSecond, limits, this.#daily);
    this.#throttles = {
      httpapi: throttle(limits.httpapiEventsPerSecond),
      batch: throttle(limits.batchEventsPerSecond),
      identify: throttle(limits.httpapiEventsPerSecond),
    };
    this.#mappings = new SlidingCount(1_000, limits.rateWindowSeconds);
  }

  /** What a 429 names, or undefined when the items may pass; they are counted then. */
  throttle(endpoint: Endpoint, items: readonly JsonObject[], at: number): JsonObject | undefined {
    return this.#throttles[endpoint]?.admit(items, at);
  }

  /** One batch may go over the limit; once the window holds that many, all wait ("User Mapping, limits"). */
  admitMappings(count: number, at: number): boolean {
    return admit(this.#mappings, count, this.#limits.mappingsPerWindow, at);
  }

  admitDeletion(at: number): boolean {
    return admit(this.#deletions, 1, this.#limits.deletionsPerSecond, at);
  }

  admitSearch(at: number): boolean {
    return admit(this.#searches, 1, this.#limits.searchesPerHour, at);
  }
}

const dailyCount = (): SlidingCount => new SlidingCount(60 * 60 * 1000, 24);

function admit(window: SlidingCount, count: number, limit: number, at: number): boolean {
  if (window.total('', at) >= limit) return false;
  if (limit !== Infinity) window.add('', count, at);
  return true;
}
