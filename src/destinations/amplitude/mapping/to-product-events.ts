import type { JSONLikeObject } from '@segment/actions-core';
import type { AmplitudeEvent } from '../amplitude-event';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { toRevenue, type RevenueSource } from './revenue';

const PRODUCT_EVENT_TYPE = 'Product Purchased';

/**
 * One `Product Purchased` for each product, with the whole product as its properties. It carries every key of the order
 * but the user's properties (an `$add` must not run once for each product), its revenue and its insert id.
 *
 * @param event The order's event before revenue is added to it.
 */
export function toProductEvents(event: AmplitudeEvent, products: JSONLikeObject[]): AmplitudeEvent[] {
  const { insert_id, user_properties, ...shared } = event;
  return products.map((product) => ({
    ...shared,
    event_type: PRODUCT_EVENT_TYPE,
    event_properties: product,
  }));
}

/**
 * Puts revenue on each product. Answers whether there was any: with none, the order has to keep its own, or the money
 * would be lost.
 */
export function addProductRevenue(
  events: AmplitudeEvent[],
  order: RevenueSource,
  notices: Notice[],
): boolean {
  let without = 0;
  for (const event of events) {
    const keys = toRevenue(toProductSource(event.event_properties ?? {}, order), notices);
    if (keys.revenue === undefined) without += 1;
    Object.assign(event, keys);
  }
  if (without > 0)
    notices.push(missing(without === events.length ? 'no product has' : 'not every product has'));
  return without < events.length;
}

/** What a product does not say of itself is said by its order. */
function toProductSource(product: JSONLikeObject, order: RevenueSource): RevenueSource {
  const { price, quantity, revenue, productId, product_id, revenueType, currency } = product;
  const hasAmount = !isBlank(price) || !isBlank(revenue);
  return {
    price,
    quantity,
    revenue,
    productId: isBlank(productId) && hasAmount ? product_id : productId,
    revenueType: isBlank(revenueType) && hasAmount ? order.revenueType : revenueType,
    currency: isBlank(currency) && hasAmount ? order.currency : currency,
  };
}

function missing(who: string): Notice {
  return {
    name: 'revenue_missing',
    field: 'products',
    text: `Revenue is tracked per product, but ${who} a price or revenue that can be read and is not 0.`,
  };
}
