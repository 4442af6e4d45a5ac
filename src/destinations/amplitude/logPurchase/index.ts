import { cloudAction } from '../cloud-action';
import { toAttribution } from '../mapping/attribution';
import { withoutBlanks } from '../mapping/blank';
import { omitProducts, toProductEvents } from '../mapping/to-product-events';
import { toRevenue } from '../mapping/revenue';
import { toEvent } from '../mapping/to-event';
import { toEventItem } from '../mapping/to-event-item';
import { attribution, everyEvent, purchase } from '../fields';

/** An order and, for each of its products, a Product Purchased event. Revenue is on the order or on the products. */
export const logPurchase = cloudAction({
  title: 'Log Purchase',
  description: 'Send an order to Amplitude, with its revenue and an event for each product.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...attribution, ...purchase },
  toItems: (payload) => {
    const products = payload.trackProductsOnce === true ? [] : (payload.products ?? []);
    const isPerProduct = payload.trackRevenuePerProduct === true && products.length > 0;
    const order = products.length === 0 ? payload : omitProducts(payload);
    const { event, notices } = toEvent(order, { attribution: toAttribution(payload) });
    const revenue = isPerProduct ? undefined : toRevenue(payload);
    const fanOut = toProductEvents({ event, products, revenue: payload, revenuePerProduct: isPerProduct });
    const events = [{ ...event, ...withoutBlanks(revenue?.keys ?? {}) }, ...fanOut.events];
    return {
      items: events.map((each) => toEventItem(each, payload)),
      notices: [...notices, ...(revenue?.notices ?? []), ...fanOut.notices],
    };
  },
});
