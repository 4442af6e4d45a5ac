import { attribution, everyEvent, purchase } from '../fields';
import { cloudAction } from '../cloud-action';
import { toPurchaseItems } from '../mapping/to-purchase-items';

/** An order and, for each of its products, a Product Purchased event. Revenue is on the order or on the products. */
export const logPurchase = cloudAction({
  title: 'Log Purchase',
  description: 'Send an order to Amplitude, with its revenue and an event for each product.',
  defaultSubscription: 'type = "track"',
  fields: { ...everyEvent, ...attribution, ...purchase },
  toItems: toPurchaseItems,
});
