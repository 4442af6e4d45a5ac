import type { JSONLikeObject } from '@segment/actions-core';
import type { AmplitudeObject } from '../amplitude-event';
import { withoutBlanks } from './blank';
import type { Notice } from '../notice';
import { toRevenue, type RevenueSource } from './revenue';

const PRODUCT_EVENT_TYPE = 'Product Purchased';
const FIRST_PRODUCT_NUMBER = 2;

/** Of a purchase: what every product event shares with the order. */
export interface Order {
  /** The order's event before revenue is added to it. */
  event: AmplitudeObject;
  products: JSONLikeObject[];
  revenue: RevenueSource;
  revenuePerProduct: boolean;
}

/**
 * One `Product Purchased` for each product, with the whole product as its properties. It carries every key of the order
 * but the user's properties (an `$add` must not run once for each product) and has an insert id of its own.
 */
export function toProductEvents(order: Order): { events: AmplitudeObject[]; notices: Notice[] } {
  const { insert_id, user_properties, ...shared } = order.event;
  const notices: Notice[] = [];
  const events = order.products.map((product, index) => {
    const revenue = order.revenuePerProduct ? toRevenue(readProduct(product, order.revenue)) : undefined;
    notices.push(...(revenue?.notices ?? []));
    return withoutBlanks<JSONLikeObject>({
      ...shared,
      event_type: PRODUCT_EVENT_TYPE,
      event_properties: product,
      insert_id: typeof insert_id === 'string' ? `${insert_id}-${index + FIRST_PRODUCT_NUMBER}` : undefined,
      ...revenue?.keys,
    });
  });
  return { events, notices };
}

/** What a product does not say of itself is said by its order. */
function readProduct(product: JSONLikeObject, order: RevenueSource): RevenueSource {
  const { price, quantity, revenue, productId, product_id, revenueType, currency } = product;
  return {
    price,
    quantity,
    revenue,
    productId: productId ?? product_id,
    revenueType: revenueType ?? order.revenueType,
    currency: currency ?? order.currency,
  };
}

/** The order's own properties: products are told by their own events. */
export function omitProducts<T extends { event_properties?: JSONLikeObject }>(payload: T): T {
  if (payload.event_properties === undefined) return payload;
  const { products, ...event_properties } = payload.event_properties;
  return { ...payload, event_properties };
}
