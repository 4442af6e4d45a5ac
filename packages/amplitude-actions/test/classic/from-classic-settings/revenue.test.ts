import { moneyOf } from '../../../src/classic/compare/money';
import { compareWithClassic } from '../../../src/classic';
import { classic, type Message } from '../send-as-migrated';

const order = (properties: object): Message => ({
  type: 'track',
  event: 'Order Completed',
  userId: 'user-1',
  messageId: 'm-1',
  timestamp: '2026-01-01T00:00:00.000Z',
  properties,
});

const products = [
  { product_id: 'p-1', sku: 's-1', price: 19, quantity: 2 },
  { product_id: 'p-2', name: 'Uno', price: 5, quantity: 2 },
];

const onAndOff = [false, true];
/** All eight combinations of the three settings that concern revenue. */
const combinations = onAndOff.flatMap((trackProductsOnce) =>
  onAndOff.flatMap((trackRevenuePerProduct) =>
    onAndOff.map((useLogRevenueV2) => ({ trackProductsOnce, trackRevenuePerProduct, useLogRevenueV2 })),
  ),
);

describe.each(combinations)('with %j', (settings) => {
  it.each([
    ['with products', order({ revenue: 50, products }), settings.trackRevenuePerProduct ? 48 : 50],
    ['with products and a total', order({ total: 55, products }), settings.trackRevenuePerProduct ? 48 : 55],
    ['without products', order({ revenue: 50 }), 50],
    ['with an empty list of products', order({ revenue: 50, products: [] }), 50],
    ['of another name', { ...order({ revenue: 50, products }), event: 'Renewed' }, 50],
    ['that is a refund', { ...order({ revenue: -50 }), event: 'Order Refunded' }, -50],
  ])('an order %s is worth what it was worth in the cloud', async (_, event, worth) => {
    const { events, kinds } = await compareWithClassic([event], classic(settings));
    expect(moneyOf(events[0]?.classic ?? [])).toBe(worth);
    expect(moneyOf(events[0]?.actions ?? [])).toBe(worth);
    expect(kinds.map(({ kind }) => kind)).not.toContain('money');
  });
});

describe('a difference in money', () => {
  it('is never documented, whatever the settings', async () => {
    const misspelt = { ...order({ total: 50, products }), event: 'order completed' };
    const { kinds } = await compareWithClassic([misspelt], classic({ trackProductsOnce: true }));
    expect(kinds[0]).toMatchObject({
      kind: 'money',
      isDocumented: false,
      first: { classic: 50, actions: 0 },
    });
  });
});
