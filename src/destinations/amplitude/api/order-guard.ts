import { toOrderKeys, type EncodedItem } from './item';
import type { Outcome } from './outcome';

interface Block {
  /** Items from this place on wait. */
  from: number;
  outcome: Outcome;
}

/**
 * Keeps the order within a user: once one of their events must be tried again later, no later one may overtake it, so
 * all that come behind it and share a user, a device, a group or a payload with it get the same outcome.
 */
export class OrderGuard {
  readonly #blocks = new Map<string, Block>();

  /** Nothing behind this item that shares a key with it may go out any more. */
  block(item: EncodedItem, outcome: Outcome): void {
    for (const key of toOrderKeys(item)) {
      const known = this.#blocks.get(key);
      if (known === undefined || item.index < known.from)
        this.#blocks.set(key, { from: item.index, outcome });
    }
  }

  /** The outcome of the event that this one may not overtake. Blocking is passed on: A before B, B before C. */
  outcomeFor(item: EncodedItem): Outcome | undefined {
    if (this.#blocks.size === 0) return undefined;
    for (const key of toOrderKeys(item)) {
      const block = this.#blocks.get(key);
      if (block !== undefined && block.from <= item.index) {
        this.block(item, block.outcome);
        return block.outcome;
      }
    }
    return undefined;
  }
}
