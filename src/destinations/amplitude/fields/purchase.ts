import { firstOf, path } from './default-mappings';
import { fieldSet } from './field-set';

/**
 * Money. Numbers are declared as text and read by us: the framework would refuse the whole order for a price of
 * "$32.50", a quantity of 1.5 or a product whose price is empty.
 */
export const purchase = fieldSet({
  trackRevenuePerProduct: {
    label: 'Track Revenue Per Product',
    type: 'boolean',
    description: 'On: revenue goes on each Product Purchased event. Off: on the order itself, once.',
    default: false,
  },
  trackProductsOnce: {
    label: 'Track Products Once',
    type: 'boolean',
    description:
      'On: the order lists its products, and there is no Product Purchased event. The revenue is then on the order.',
    default: false,
  },
  price: {
    label: 'Price',
    type: 'string',
    description: 'Price of one item. Negative for a refund. "$32.50" and "1,200.00" are understood.',
    default: path('$.properties.price'),
  },
  quantity: {
    label: 'Quantity',
    type: 'string',
    description: 'Number of items.',
    default: path('$.properties.quantity'),
  },
  revenue: {
    label: 'Revenue',
    type: 'string',
    description:
      'Total revenue. Price × quantity is used in its place when both are there. Negative for a refund.',
    default: path('$.properties.revenue'),
  },
  productId: {
    label: 'Product ID',
    type: 'string',
    description: 'Id of the product.',
    default: firstOf('$.properties.productId', '$.properties.product_id'),
  },
  revenueType: {
    label: 'Revenue Type',
    type: 'string',
    description: 'Kind of revenue, for instance Purchase, Refund or Tax. "Purchase" when empty.',
    default: path('$.properties.revenueType'),
  },
  currency: {
    label: 'Currency',
    type: 'string',
    description: 'Three-letter ISO 4217 code. Amplitude does not convert currencies.',
    default: path('$.properties.currency'),
  },
  products: {
    label: 'Products',
    type: 'object',
    multiple: true,
    additionalProperties: true,
    defaultObjectUI: 'arrayeditor',
    description:
      'Products of the order, where they are not in the event properties. Each becomes a Product Purchased event with the whole product as its properties. What is mapped here goes over the product at the same place in the event properties.',
  },
});
