import { whenOn, type NotesOf } from './note-of';

/** Orders and money. */
export const revenueNotes: NotesOf<'trackProductsOnce' | 'trackRevenuePerProduct' | 'useLogRevenueV2'> = {
  trackProductsOnce: ({ trackProductsOnce, trackRevenuePerProduct }) => {
    if (!trackProductsOnce) return undefined;
    return trackRevenuePerProduct
      ? [
          'not_reproducible',
          'Track Revenue Per Product is on too, and its revenue needs a Product Purchased event for each product: so these events stay, and the order lists no products. Classic never listed them in cloud mode.',
        ]
      : [
          'reproduced',
          'An order is one event that lists its products, whatever the source. Classic did so in web device mode only.',
        ];
  },
  trackRevenuePerProduct: whenOn(
    'trackRevenuePerProduct',
    'reproduced',
    'Revenue goes on each Product Purchased event and not on the order. Each product needs a price and a quantity.',
  ),
  useLogRevenueV2: ({ useLogRevenueV2 }) => [
    'no_cloud_effect',
    `It chose how an SDK logs revenue (${useLogRevenueV2 ? 'V2' : 'the old way'}). Any track call with revenue goes to Log Purchase.`,
  ],
};
