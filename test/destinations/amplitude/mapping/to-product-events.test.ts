import type { JSONLikeObject } from '@segment/actions-core';
import {
  addProductRevenue,
  toProductEvents,
} from '../../../../src/destinations/amplitude/mapping/to-product-events';
import { collectNotices } from './collect-notices';

const order = {
  user_id: 'user-7f3a21',
  event_type: 'Order Completed',
  event_properties: { orderId: 'order-1' },
  user_properties: { $add: { orders: 1 } },
  time: 1_618_245_157_710,
  library: 'segment',
  partner_id: 'p9',
  insert_id: 'message-1-0123456789abcdef',
};
const monopoly = { product_id: 'p1', name: 'Monopoly', price: '19', quantity: 1 };
const uno = { productId: 'p2', name: 'Uno', price: 3, quantity: 2, currency: 'eur' };

describe(toProductEvents, () => {
  it('makes an event of each product, with all of it as properties and every other key of the order', () => {
    const shared = {
      user_id: 'user-7f3a21',
      time: 1_618_245_157_710,
      library: 'segment',
      partner_id: 'p9',
      event_type: 'Product Purchased',
    };
    expect(toProductEvents(order, [monopoly, uno])).toEqual([
      { ...shared, event_properties: monopoly },
      { ...shared, event_properties: uno },
    ]);
  });
});

describe(addProductRevenue, () => {
  const add = (...products: JSONLikeObject[]) => {
    const events = toProductEvents(order, products);
    const { value, names } = collectNotices((notices) =>
      addProductRevenue(events, { currency: 'USD' }, notices),
    );
    return { hasRevenue: value, names, events };
  };

  it('puts revenue on each product, with what the product does not say taken from the order', () => {
    const { hasRevenue, events, names } = add(monopoly, uno);
    expect(events).toMatchObject([
      { revenue: 19, price: 19, quantity: 1, productId: 'p1', currency: 'USD' },
      { revenue: 6, price: 3, quantity: 2, productId: 'p2', currency: 'EUR' },
    ]);
    expect([hasRevenue, ...names]).toEqual([true]);
  });

  it('tells of a product without an amount beside one that has one', () => {
    const { hasRevenue, events, names } = add(uno, { productId: 'p3' });
    expect(events[1]).not.toHaveProperty('revenue');
    expect([hasRevenue, ...names]).toEqual([true, 'value_dropped', 'revenue_missing']);
  });

  it.each([{ name: 'Uno' }, { price: 0 }, { price: 'free', quantity: 1 }])(
    'answers that %p has no revenue, and tells it',
    (product) => {
      const { hasRevenue, names } = add(product);
      expect(hasRevenue).toBe(false);
      expect(names).toContain('revenue_missing');
    },
  );
});
