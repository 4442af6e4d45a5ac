import { LRUCache } from 'lru-cache';

/** Events of a throttled user that the sender may hold: it may send 30 a second of them (HTTP V2, 429s in depth). */
const MOST_OF_HOT = 100;
/** Longer than the rest after a 429; who is still too fast is throttled again. */
const REMEMBER_MS = 10 * 60 * 1000;
const MAX_USERS = 50_000;

/**
 * Keeps most events of a single user out of the sender, which has room for so many events and would otherwise fill with
 * those of one whom Amplitude throttles, until nobody else's go. They wait here, in their order; in the queue they are not
 * acknowledged.
 */
export class HotUsers<Item extends { user: string }> {
  readonly #most: number;
  readonly #hot = new LRUCache<string, true>({ max: MAX_USERS, ttl: REMEMBER_MS });
  readonly #atSender = new Map<string, number>();
  readonly #waiting = new Map<string, Item[]>();

  /** `most`: events of a user whom Amplitude does not throttle that the sender may hold. */
  constructor(most: number) {
    this.#most = most;
  }

  throttled(user: string): void {
    this.#hot.set(user, true);
  }

  /** True when the item has to wait: it is kept, and `settled` gives it back. */
  keeps(item: Item): boolean {
    const { user } = item;
    const waiting = this.#waiting.get(user);
    if (waiting !== undefined) waiting.push(item);
    else if (this.#hasRoom(user)) this.#add(user, 1);
    else this.#waiting.set(user, [item]);
    return this.#waiting.has(user);
  }

  /** An item at the sender is done with. Gives the next of its user that is to go there. */
  settled({ user }: Item): Item | undefined {
    this.#add(user, -1);
    const waiting = this.#waiting.get(user);
    if (waiting === undefined || !this.#hasRoom(user)) return undefined;
    const next = waiting.shift();
    if (waiting.length === 0) this.#waiting.delete(user);
    this.#add(user, 1);
    return next;
  }

  #hasRoom(user: string): boolean {
    const most = this.#hot.has(user) ? Math.min(MOST_OF_HOT, this.#most) : this.#most;
    return (this.#atSender.get(user) ?? 0) < most;
  }

  #add(user: string, change: number): void {
    const count = (this.#atSender.get(user) ?? 0) + change;
    if (count === 0) this.#atSender.delete(user);
    else this.#atSender.set(user, count);
  }
}
