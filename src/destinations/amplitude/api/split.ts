import { RequestSize, sizeOf, type Limits } from './limits';
import type { Parcel } from './item';

/**
 * Fills as few requests as the limits allow, in order. One payload's parcels stay together where they fit into one
 * request; a parcel that is over the limits by itself gets a request of its own.
 */
export function split(parcels: Parcel[], limits: Limits, envelopeBytes: number): Parcel[][] {
  const requests: Parcel[][] = [];
  const empty = new RequestSize(limits, envelopeBytes);
  let filled = empty;
  let request: Parcel[] | undefined;
  for (const family of byPayload(parcels)) {
    const isWhole = family.length === 1 || empty.fits(sizeOf(family));
    for (const part of isWhole ? [family] : family.map((parcel) => [parcel])) {
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

function byPayload(parcels: Parcel[]): Parcel[][] {
  const families: Parcel[][] = [];
  for (const parcel of parcels) {
    const last = families.at(-1);
    if (last?.[0]?.payload === parcel.payload) last.push(parcel);
    else families.push([parcel]);
  }
  return families;
}
