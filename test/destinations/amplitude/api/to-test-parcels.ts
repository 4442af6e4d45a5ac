import { toParcels } from '../../../../src/destinations/amplitude/api/item';
import type { Item, Parcel } from '../../../../src/destinations/amplitude/api/item';

/** Parcels of one endpoint, each of a payload of its own. */
export function toTestParcels(objects: Item['object'][], endpoint: Item['endpoint'] = 'httpapi'): Parcel[] {
  return toParcels(objects.map((object) => [{ endpoint, object }]));
}
