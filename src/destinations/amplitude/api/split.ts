import { RequestSize } from './limits';
import type { Limits } from './limits';
import type { Parcel } from './item';

/**
 * Fills as few requests as the limits allow, in order. One payload's parcels stay together where they fit into one
 * request; a parcel that is over the limits by itself gets a request of its own.
 */
export function split(parcels: Parcel[], limits: Limits, envelopeBytes: number): Parcel[][] {
  const requests: Parcel[][] = [];
  let size = new RequestSize(limits, envelopeBytes);
  const open = () => {
    size = new RequestSize(limits, envelopeBytes);
    const request: Parcel[] = [];
    requests.push(request);
    return request;
  };
  let request: Parcel[] | undefined;
  for (const family of byPayload(parcels)) {
    const isWhole = new RequestSize(limits, envelopeBytes).fits(family);
    for (const part of isWhole ? [family] : family.map((parcel) => [parcel])) {
      if (request === undefined || !size.fits(part)) request = open();
      request.push(...part);
      size.add(part);
    }
  }
  return requests;
}

/** Whether a parcel is too large for any request. */
export function isTooLarge(parcel: Parcel, limits: Limits, envelopeBytes: number): boolean {
  return !new RequestSize(limits, envelopeBytes).fits([parcel]);
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
