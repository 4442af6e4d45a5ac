import { encodeItems, type Item, type EncodedItem } from '../../../../src/destinations/amplitude/api/item';

/** Items of one endpoint, each of a payload of its own. */
export function toTestItems(
  objects: Item['object'][],
  endpoint: Item['endpoint'] = 'httpapi',
): EncodedItem[] {
  return toTestItemsByPayload(objects.map((object) => [{ endpoint, object }]));
}

/** Items of several payloads, as a delivery makes them. */
export function toTestItemsByPayload(itemsByPayload: Item[][]): EncodedItem[] {
  const items: EncodedItem[] = [];
  itemsByPayload.forEach((own, payload) => items.push(...encodeItems(own, payload, items.length)));
  return items;
}
