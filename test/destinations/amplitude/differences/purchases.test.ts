import type { JSONObject } from '@segment/actions-core';
import { actions } from '../../../../src/destinations/amplitude/actions';
import type { CloudAction } from '../../../send-events';
import { describeDifferences, track, type SendDifference } from './describe-differences';

const AGENT =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X) AppleWebKit/601.1.46 Version/9.0 Mobile/13B143 Safari/601.1';

/** An order through the mapping that Segment stores. */
const buy = (send: SendDifference, properties: JSONObject, override: JSONObject = {}) =>
  send('logPurchase', track({ event: 'Order Completed', properties }), override, 'saved');

const MONEY = ['price', 'quantity', 'revenue', 'productId', 'revenueType', 'products'];
const declared = (action: CloudAction) => MONEY.filter((field) => field in actions[action].fields);

describeDifferences('Purchases', {
  'Log Event and Log Event V2 declare no price, quantity, revenue, productId, revenueType and products':
    async (send) => {
      for (const action of ['logEvent', 'logEventV2'] as const) {
        expect(declared(action)).toEqual([]);
        const { objects } = await send(action, track({ properties: { price: 3, quantity: 2 } }), {}, 'saved');
        expect(objects[0]).not.toHaveProperty('price');
      }
    },
  'Money is read from text': async (send) => {
    const { objects } = await buy(send, { price: '$32.50', quantity: '2' });
    expect(objects[0]).toMatchObject({ price: 32.5, quantity: 2, revenue: 65 });
  },
  'A quantity with a fraction': async (send) => {
    const { objects } = await buy(send, { price: 2, quantity: 1.5 });
    expect(objects[0]).toMatchObject({ revenue: 3 });
    expect(objects[0]).not.toHaveProperty('price');
    expect(objects[0]).not.toHaveProperty('quantity');
  },
  'A price alone is revenue': async (send) => {
    expect((await buy(send, { price: 9.99 })).objects[0]).toMatchObject({ revenue: 9.99 });
  },
  'A price beside a revenue without a quantity is not sent': async (send) => {
    const { objects, notices } = await buy(send, { price: 19, revenue: 25 });
    expect(objects[0]).toMatchObject({ revenue: 25 });
    expect(objects[0]).not.toHaveProperty('price');
    expect(notices).toEqual(['value_dropped']);
  },
  'A product with an empty price': async (send) => {
    const products = [{ name: 'Uno', price: '', quantity: null }];
    expect((await buy(send, { revenue: 3, products })).objects[1]).toMatchObject({
      event_properties: products[0],
    });
  },
  'A product is sent whole': async (send) => {
    const product = { productId: 'p-1', sku: 's-1', name: 'Uno', price: 3, quantity: 1, category: 'Games' };
    expect((await buy(send, { products: [product] })).objects[1]?.event_properties).toEqual(product);
  },
  'A list of SKUs stays on the order': async (send) => {
    const { objects, notices } = await buy(send, { revenue: 3, products: ['sku1', 'sku2'] });
    expect(objects).toMatchObject([{ revenue: 3, event_properties: { products: ['sku1', 'sku2'] } }]);
    expect(notices).toEqual(['products_kept']);
  },
  'Products as JSON text or as an object of objects': async (send) => {
    for (const products of ['[{"sku":"a"},{"sku":"b"}]', { x: { sku: 'a' }, y: { sku: 'b' } }]) {
      const { objects } = await send('logPurchase', track({ properties: { products } }));
      expect(objects.slice(1)).toMatchObject([
        { event_properties: { sku: 'a' } },
        { event_properties: { sku: 'b' } },
      ]);
    }
  },
  '`product_id` of an order': async (send) => {
    const { objects } = await send('logPurchase', track({ properties: { revenue: 3, product_id: 'p-1' } }));
    expect(objects[0]).toMatchObject({ productId: 'p-1' });
  },
  '`product_id` of a product': async (send) => {
    const products = [{ product_id: 'p-1', price: 3 }];
    const { objects } = await buy(send, { products }, { trackRevenuePerProduct: true });
    expect(objects[1]).toMatchObject({ productId: 'p-1', revenue: 3 });
  },
  'An order keeps its revenue where no product has any': async (send) => {
    const properties = { revenue: 30, products: [{ sku: 'a' }, { sku: 'b' }] };
    const { objects, notices } = await buy(send, properties, { trackRevenuePerProduct: true });
    expect(objects[0]).toMatchObject({ revenue: 30 });
    expect(notices).toEqual(['revenue_missing']);
  },
  'Products tell OS and device too': async (send) => {
    const event = track({
      properties: { products: [{ sku: 'a' }] },
      context: { userAgent: AGENT },
      traits: { plan: 'x' },
    });
    const { objects } = await send('logPurchase', event, {}, 'saved');
    expect(objects[1]).toMatchObject({ os_name: 'iOS', os_version: '9.1', device_model: 'iPhone' });
    expect(objects[1]).not.toHaveProperty('user_properties');
  },
  '`currency`': async (send) => {
    const { objects } = await send('logPurchase', track({ properties: { revenue: 3, currency: 'usd' } }));
    expect(objects[0]).toMatchObject({ currency: 'USD' });
  },
  'Field `trackProductsOnce`, off by default': async (send) => {
    const { objects } = await buy(
      send,
      { revenue: 3, products: [{ sku: 'a' }] },
      { trackProductsOnce: true },
    );
    expect(objects).toMatchObject([{ event_properties: { products: [{ sku: 'a' }] } }]);
  },
});
