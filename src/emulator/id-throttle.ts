import { readId } from './ids';
import type { JsonObject } from './json-object';
import type { Limits } from './limits';
import { SlidingCount } from './sliding-count';

/** Counts of users and of devices, over the same window. */
interface IdCounts {
  users: SlidingCount;
  devices: SlidingCount;
}

/** The indexes of a request's items by id. */
type Tally = Map<string, number[]>;

/**
 * Holds every user and device of one endpoint to its events a second and events a day ("HTTP V2, 429",
 * "Batch, 429"). A request with one id over the limit is refused whole, and a refused request counts for nothing.
 */
export class IdThrottle {
  readonly #rate: IdCounts;
  readonly #capacity: number;

  readonly #eventsPerSecond: number;
  readonly #limits: Limits;
  readonly #daily: IdCounts;

  constructor(eventsPerSecond: number, limits: Limits, daily: IdCounts) {
    this.#eventsPerSecond = eventsPerSecond;
    this.#limits = limits;
    this.#daily = daily;
    const window = () => new SlidingCount(1_000, limits.rateWindowSeconds);
    this.#rate = { users: window(), devices: window() };
    this.#capacity = eventsPerSecond * limits.rateWindowSeconds;
  }

  /** The maps and indexes of the 429, or undefined when all may pass; they are counted then. */
  admit(items: readonly JsonObject[], at: number): JsonObject | undefined {
    if (this.#capacity === Infinity && this.#limits.eventsPerDay === Infinity) return undefined;
    const users = tally(items, 'user_id');
    const devices = tally(items, 'device_id');
    const indexes = new Set<number>();
    const perSecond = (count: number) => Math.ceil(count / this.#limits.rateWindowSeconds);
    const over = (ids: Tally, counts: SlidingCount, limit: number, rate = (count: number) => count) =>
      findOver(ids, counts, limit, at, indexes, rate);
    const named = {
      eps_threshold: this.#eventsPerSecond,
      throttled_devices: over(devices, this.#rate.devices, this.#capacity, perSecond),
      throttled_users: over(users, this.#rate.users, this.#capacity, perSecond),
      exceeded_daily_quota_users: over(users, this.#daily.users, this.#limits.eventsPerDay),
      exceeded_daily_quota_devices: over(devices, this.#daily.devices, this.#limits.eventsPerDay),
    };
    if (indexes.size > 0) return { ...named, throttled_events: [...indexes].sort((a, b) => a - b) };
    for (const counts of [this.#rate, this.#daily]) {
      count(users, counts.users, at);
      count(devices, counts.devices, at);
    }
    return undefined;
  }
}

function tally(items: readonly JsonObject[], key: 'user_id' | 'device_id'): Tally {
  const ids: Tally = new Map();
  items.forEach((item, index) => {
    const id = readId(item[key]);
    if (id === undefined) return;
    const indexes = ids.get(id);
    if (indexes) indexes.push(index);
    else ids.set(id, [index]);
  });
  return ids;
}

/** The ids that this request would take over the limit, with their rate; their indexes go into `found`. */
function findOver(
  ids: Tally,
  counts: SlidingCount,
  limit: number,
  at: number,
  found: Set<number>,
  toRate: (count: number) => number,
): Record<string, number> {
  const over: Record<string, number> = {};
  if (limit === Infinity) return over;
  for (const [id, indexes] of ids) {
    const total = counts.total(id, at) + indexes.length;
    if (total <= limit) continue;
    over[id] = toRate(total);
    for (const index of indexes) found.add(index);
  }
  return over;
}

function count(ids: Tally, counts: SlidingCount, at: number): void {
  for (const [id, indexes] of ids) counts.add(id, indexes.length, at);
}
