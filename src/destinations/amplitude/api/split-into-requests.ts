import { RequestSize, sizeOf, type Limits } from './limits';
import type { EncodedItem } from './item';

/**
 * Fills as few requests as the limits allow, in order. One payload's items stay together where they fit into one
 * request; an item that is over the limits by itself gets a request of its own.
 */
export function splitIntoRequests(
  items: EncodedItem[],
  limits: Limits,
  envelopeBytes: number,
): EncodedItem[][] {
  const requests: EncodedItem[][] = [];
  const empty = new RequestSize(limits, envelopeBytes);
  let filled = empty;
  let request: EncodedItem[] | undefined;
  for (const ofPayload of byPayload(items)) {
    const isWhole = ofPayload.length === 1 || empty.fits(sizeOf(ofPayload));
    for (const part of isWhole ? [ofPayload] : ofPayload.map((item) => [item])) {
      const size = sizeOf(part);
      if (request === undefined || !filled.fits(size)) {
        request = [];
        requests.push(request);
        filled = new RequestSize(limits, envelopeBytes);
      }
      request.push(...part);
      filled.add(size);
    }
  }
  return requests;
}

function byPayload(items: EncodedItem[]): EncodedItem[][] {
  const payloads: EncodedItem[][] = [];
  for (const item of items) {
    const last = payloads.at(-1);
    if (last?.[0]?.payloadIndex === item.payloadIndex) last.push(item);
    else payloads.push([item]);
  }
  return payloads;
}
