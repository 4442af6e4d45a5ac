import type { AmplitudeObject } from '../../../../src/destinations/amplitude/amplitude-event';
import {
  omitProducts,
  toProductEvents,
} from '../../../../src/destinations/amplitude/mapping/to-product-events';

const order = {
  user_id: 'user-7f3a21',
  event_type: 'Order Completed',
  event_properties: { orderId: 'order-1' },
  user_properties: { $add: { orders: 1 } },
  time: 1_618_245_157_710,
  library: 'segment',
  insert_id: 'message-1-Order Completed',
};
const monopoly = { product_id: 'p1', name: 'Monopoly', price: '19', quantity: 1 };
const uno = { productId: 'p2', name: 'Uno', price: 3, quantity: 2, currency: 'eur' };
const toEvents = (revenuePerProduct: boolean, event: AmplitudeObject = order) =>
  toProductEvents({ event, products: [monopoly, uno], revenue: { currency: 'USD' }, revenuePerProduct });

describe(toProductEvents, () => {
  it('makes an event of each product, with all of it as properties and an insert id of its own', () => {
    const shared = { user_id: 'user-7f3a21', time: 1_618_245_157_710, library: 'segment' };
    expect(toEvents(false).events).toEqual([
      {
        ...shared,
        event_type: 'Product Purchased',
        event_properties: monopoly,
        insert_id: 'message-1-Order Completed-2',
      },
      {
        ...shared,
        event_type: 'Product Purchased',
        event_properties: uno,
        insert_id: 'message-1-Order Completed-3',
      },
    ]);
  });

  it('puts revenue on each product when told to, with what the product does not say taken from the order', () => {
    const [first, second] = toEvents(true).events;
    expect(first).toMatchObject({ revenue: 19, price: 19, quantity: 1, productId: 'p1', currency: 'USD' });
    expect(second).toMatchObject({ revenue: 6, price: 3, quantity: 2, productId: 'p2', currency: 'EUR' });
  });

  it('gives no insert id where the order has none', () => {
    const { insert_id, ...anonymous } = order;
    for (const event of toEvents(false, anonymous).events) expect(event).not.toHaveProperty('insert_id');
  });

  it('says what it could not read of a product', () => {
    const { events, notices } = toProductEvents({
      event: order,
      products: [{ price: 'free', quantity: 1 }],
      revenue: {},
      revenuePerProduct: true,
    });
    expect(events[0]).not.toHaveProperty('revenue');
    expect(notices.map(({ name }) => name)).toEqual(['revenue_unreadable']);
  });
});

describe(omitProducts, () => {
  it('takes the products out of the properties, and only there', () => {
    const payload = { products: [uno], event_properties: { orderId: 'order-1', products: [uno] } };
    expect(omitProducts(payload)).toEqual({ products: [uno], event_properties: { orderId: 'order-1' } });
  });

  it('leaves a payload without properties alone', () => {
    const payload: { event_properties?: Record<string, never> } = {};
    expect(omitProducts(payload)).toBe(payload);
  });
});
