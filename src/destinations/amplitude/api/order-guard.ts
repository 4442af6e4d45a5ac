import { toOrderKeys, type Parcel } from './item';
import type { Outcome } from './outcome';

/**
 * Keeps the order within a user: once one of their events must be tried again later, no later one may overtake it, so
 * all that share a user, a device, a group or a payload with it get the same answer.
 */
export class OrderGuard {
  readonly #held = new Map<string, Outcome>();

  hold(parcel: Parcel, outcome: Outcome): void {
    for (const key of toOrderKeys(parcel)) {
      if (!this.#held.has(key)) this.#held.set(key, outcome);
    }
  }

  /** The answer of the event that this one may not overtake. Holding is passed on: A before B, B before C. */
  outcomeFor(parcel: Parcel): Outcome | undefined {
    if (this.#held.size === 0) return undefined;
    for (const key of toOrderKeys(parcel)) {
      const outcome = this.#held.get(key);
      if (outcome !== undefined) {
        this.hold(parcel, outcome);
        return outcome;
      }
    }
    return undefined;
  }
}
