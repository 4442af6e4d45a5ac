import { LIMITS, type Limits } from './limits';
import type { EncodedItem } from './item';
import { envelopeBytes, type Envelope } from './request-body';
import { splitIntoRequests } from './split-into-requests';

/** Items that may share a request: one endpoint, one `min_id_length`. */
export class Batch {
  readonly envelope: Envelope;
  /** Bytes of the body around the items. */
  readonly envelopeBytes: number;
  readonly items: EncodedItem[];
  #limits: Limits;

  constructor(first: EncodedItem, apiKey: string) {
    this.items = [first];
    this.envelope = { endpoint: first.endpoint, minIdLength: first.minIdLength, apiKey };
    this.envelopeBytes = envelopeBytes(this.envelope);
    this.#limits = LIMITS[first.endpoint];
  }

  takes({ endpoint, minIdLength }: EncodedItem): boolean {
    return endpoint === this.envelope.endpoint && minIdLength === this.envelope.minIdLength;
  }

  /** The fewest requests that hold these items, in order. */
  toRequests(items: EncodedItem[]): EncodedItem[][] {
    return splitIntoRequests(items, this.#limits, this.envelopeBytes);
  }

  /** Amplitude found a request too large: from now on none is over half its size. */
  halveSize(refused: EncodedItem[]): void {
    const bytes = refused.reduce((sum, item) => sum + item.bytes, this.envelopeBytes);
    this.#limits = { ...this.#limits, maxBytes: Math.ceil(bytes / 2) };
  }
}

/** Sorts items into batches, in order of first appearance. */
export function toBatches(items: EncodedItem[], apiKey: string): Batch[] {
  const batches: Batch[] = [];
  let current: Batch | undefined;
  for (const item of items) {
    if (!current?.takes(item)) current = batches.find((batch) => batch.takes(item));
    if (current) {
      current.items.push(item);
    } else {
      current = new Batch(item, apiKey);
      batches.push(current);
    }
  }
  return batches;
}
