import { toParcels, type Item, type Parcel } from '../../../../src/destinations/amplitude/api/item';

/** Parcels of one endpoint, each of a payload of its own. */
export function toTestParcels(objects: Item['object'][], endpoint: Item['endpoint'] = 'httpapi'): Parcel[] {
  return toFamilies(objects.map((object) => [{ endpoint, object }]));
}

/** Parcels of several payloads, as a delivery makes them. */
export function toFamilies(itemsByPayload: Item[][]): Parcel[] {
  const parcels: Parcel[] = [];
  itemsByPayload.forEach((items, payload) => parcels.push(...toParcels(items, payload, parcels.length)));
  return parcels;
}
