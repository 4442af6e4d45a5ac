import { toOrderKeys, type EncodedItem } from './item';
import type { Outcome } from './outcome';

/**
 * Keeps the order within a user: once one of their events must be tried again later, no later one may overtake it, so
 * all that share a user, a device, a group or a payload with it get the same outcome.
 */
export class OrderGuard {
  readonly #outcomes = new Map<string, Outcome>();

  /** Nothing that shares a key with this item may go out any more. */
  block(item: EncodedItem, outcome: Outcome): void {
    for (const key of toOrderKeys(item)) {
      if (!this.#outcomes.has(key)) this.#outcomes.set(key, outcome);
    }
  }

  /** The outcome of the event that this one may not overtake. Blocking is passed on: A before B, B before C. */
  outcomeFor(item: EncodedItem): Outcome | undefined {
    if (this.#outcomes.size === 0) return undefined;
    for (const key of toOrderKeys(item)) {
      const outcome = this.#outcomes.get(key);
      if (outcome !== undefined) {
        this.block(item, outcome);
        return outcome;
      }
    }
    return undefined;
  }
}
