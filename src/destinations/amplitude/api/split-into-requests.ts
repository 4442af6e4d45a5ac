import { RequestSize, sizeOf, type Limits } from './limits';
import type { EncodedItem } from './item';

/**
 * Fills as few requests as the limits allow, in order. One payload's items stay together where they fit into one
 * request; an item that is over the limits by itself gets a request of its own.
 */
export function splitIntoRequests(
  items: readonly EncodedItem[],
  limits: Limits,
  envelopeBytes: number,
): EncodedItem[][] {
  const filling = new Filling(limits, envelopeBytes);
  const empty = new RequestSize(limits, envelopeBytes);
  let first = 0;
  while (first < items.length) {
    const end = endOfPayload(items, first);
    const own = items.slice(first, end);
    if (own.length === 1 || empty.fits(sizeOf(own))) filling.add(own);
    else for (const item of own) filling.add([item]);
    first = end;
  }
  return filling.requests;
}

/** The requests so far; the last one is being filled. */
class Filling {
  readonly requests: EncodedItem[][] = [];
  readonly #limits: Limits;
  readonly #envelopeBytes: number;
  #last: EncodedItem[] | undefined;
  #size: RequestSize;

  constructor(limits: Limits, envelopeBytes: number) {
    this.#limits = limits;
    this.#envelopeBytes = envelopeBytes;
    this.#size = new RequestSize(limits, envelopeBytes);
  }

  /** Items that go together. */
  add(items: readonly EncodedItem[]): void {
    const size = sizeOf(items);
    if (this.#last === undefined || !this.#size.fits(size)) {
      this.#last = [];
      this.requests.push(this.#last);
      this.#size = new RequestSize(this.#limits, this.#envelopeBytes);
    }
    for (const item of items) this.#last.push(item);
    this.#size.add(size);
  }
}

function endOfPayload(items: readonly EncodedItem[], first: number): number {
  const payload = items[first]?.payloadIndex;
  let end = first + 1;
  while (items[end]?.payloadIndex === payload && end < items.length) end += 1;
  return end;
}
