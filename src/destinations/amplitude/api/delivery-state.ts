import type { EncodedItem } from './item';
import { OrderGuard } from './order-guard';
import { isRetryable, type Outcome } from './outcome';

/** An outcome, and whether the item ever went out. */
export interface Result extends Outcome {
  isSent: boolean;
}

const NOT_SENT: Outcome = { status: 408, message: 'The host ended the delivery before this event was sent.' };

/** What a delivery remembers: the outcome of each item, what went out, what must wait, and whether all is over. */
export class DeliveryState {
  readonly #results: (Result | undefined)[] = [];
  /** Whether an item went out, by its index. */
  readonly #isSent: boolean[] = [];
  readonly #order = new OrderGuard();
  #end?: Outcome;

  /** Those without an outcome that still have a chance. */
  findOpen(items: EncodedItem[]): EncodedItem[] {
    if (this.#end) return [];
    return items.filter((item) => this.#results[item.index] === undefined);
  }

  /** Of those, the ones that may go now. One that may not overtake another gets the outcome of that one. */
  findAllowed(items: EncodedItem[]): EncodedItem[] {
    return this.findOpen(items).filter((item) => {
      const outcome = this.#order.outcomeFor(item);
      if (outcome !== undefined) this.settle([item], outcome);
      return outcome === undefined;
    });
  }

  markSent(items: EncodedItem[]): void {
    for (const item of items) this.#isSent[item.index] = true;
  }

  settle(items: EncodedItem[], outcome: Outcome): void {
    const sent: Result = { ...outcome, isSent: true };
    const unsent: Result = { ...outcome, isSent: false };
    const mustWait = isRetryable(outcome.status);
    for (const item of items) {
      this.#results[item.index] = this.#isSent[item.index] === true ? sent : unsent;
      if (mustWait) this.#order.block(item, outcome);
    }
  }

  /** Nothing more has a chance: what has no outcome yet gets this one. The first end counts. */
  end(outcome: Outcome = NOT_SENT): void {
    this.#end ??= outcome;
  }

  resultOf(item: EncodedItem): Result {
    return this.#results[item.index] ?? { ...(this.#end ?? NOT_SENT), isSent: false };
  }
}
