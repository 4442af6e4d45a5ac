import type { Mapped } from '../api/deliver-payloads';
import type { AmplitudeEvent } from '../amplitude-event';
import type { PayloadOf, attribution, everyEvent, purchase } from '../fields';
import type { Notice } from '../notice';
import { toAttribution } from './attribution';
import { readProducts } from './products';
import { toRevenue } from './revenue';
import { toEvent } from './to-event';
import { toEventEndpoint, toItem } from './to-item';
import { addProductRevenue, toProductEvents } from './to-product-events';

export type PurchasePayload = PayloadOf<typeof everyEvent & typeof attribution & typeof purchase>;

/** The order is number 1. */
const FIRST_PRODUCT_NUMBER = 2;

/**
 * The event of an order and one for each of its products. The insert ids of the products are that of the order with a
 * number, so that two equal products both count.
 */
export function toPurchaseItems(payload: PurchasePayload): Mapped {
  const notices: Notice[] = [];
  const order = toEvent(payload, { attribution: toAttribution(payload, notices) }, notices);
  const { products, areAllSent } = readProducts(payload, notices);
  const productEvents = toProductEvents(order, products);
  if (areAllSent) omitProducts(order);
  const isOnProducts =
    payload.trackRevenuePerProduct === true && addProductRevenue(productEvents, payload, notices);
  if (!isOnProducts) Object.assign(order, toRevenue(payload, notices));

  const endpoint = toEventEndpoint(payload);
  const orderItem = toItem(endpoint, order, payload, notices);
  const { insert_id } = orderItem.object;
  const productItems = productEvents.map((event, index) => {
    const own = typeof insert_id === 'string' ? `${insert_id}-${index + FIRST_PRODUCT_NUMBER}` : undefined;
    return toItem(endpoint, event, { min_id_length: payload.min_id_length, insert_id: own }, notices);
  });
  return { items: [orderItem, ...productItems], notices };
}

/** Products are told by their own events. */
function omitProducts(order: AmplitudeEvent): void {
  const { products, ...event_properties } = order.event_properties ?? {};
  order.event_properties = event_properties;
}
