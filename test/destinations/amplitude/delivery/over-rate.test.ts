import { isRetryable } from '../../../../src/destinations/amplitude/api/outcome';
import { ingestedNumbers, numbered, startStrictEmulator, statuses } from './start-strict-emulator';

const THIRTY_SECONDS = 30_000;
const MOST_CALLS = 10;

const toOrder = (products: number) => ({
  userId: 'user-12345',
  messageId: `order-of-${products}`,
  event: 'Order Completed',
  timestamp: '2026-03-01T12:00:00.000Z',
  properties: {
    revenue: 5,
    products: Array.from({ length: products }, (_, n) => ({ product_id: `sku-${n}`, price: 1, quantity: 1 })),
  },
});

describe('many events of one user', () => {
  it('arrive in order when a host sends again what is to be tried again', async () => {
    const { emulator, send } = await startStrictEmulator();
    let open = numbered(2000, () => ({ userId: 'user-12345' }));
    let calls = 0;
    for (; open.length > 0 && calls < MOST_CALLS; calls += 1) {
      const answers = await send('logEvent', open);
      open = open.filter((_, index) => isRetryable(answers[index]?.status ?? 0));
      emulator.advance(THIRTY_SECONDS);
    }
    expect({ open: open.length, calls }).toEqual({ open: 0, calls: 3 });
    expect(ingestedNumbers(emulator)).toEqual(Array.from({ length: 2000 }, (_, number) => number));
  });

  it('are answered with what keeps them, and hold nobody else back', async () => {
    const { emulator, send } = await startStrictEmulator();
    const events = numbered(1000, (number) => (number < 950 ? { userId: 'user-12345' } : {}));
    const answers = await send('logEvent', events);
    expect(answers[899]?.status).toBe(200);
    expect(answers[900]).toMatchObject({
      status: 429,
      errormessage: expect.stringContaining('Amplitude throttles the user or device of the event') as string,
    });
    expect(statuses(answers.slice(950)).every((status) => status === 200)).toBe(true);
    expect(emulator.exchanges.map(({ status, items }) => [status, items])).toEqual([
      [429, 1000],
      [200, 900],
      [200, 50],
    ]);
  });

  it('are refused with the key where the key is wrong', async () => {
    const { send } = await startStrictEmulator({ apiKey: 'another-key-altogether' });
    const answers = await send(
      'logEvent',
      numbered(1000, () => ({ userId: 'user-12345' })),
    );
    expect(new Set(statuses(answers))).toEqual(new Set([401]));
  });
});

describe('an order with many products', () => {
  it.each([899, 900, 2500])('of %i arrives whole', async (products) => {
    const { emulator, send } = await startStrictEmulator();
    const answers = await send('logPurchase', [toOrder(products)]);
    expect(statuses(answers)).toEqual([200]);
    expect(new Set(emulator.events.map(({ insert_id }) => insert_id)).size).toBe(products + 1);
    const accepted = emulator.exchanges.filter(({ status }) => status === 200).map(({ path }) => path);
    expect(accepted.includes('/batch')).toBe(products >= 900);
  });

  it('goes with others of the same user, the later ones when they are tried again', async () => {
    const { emulator, send } = await startStrictEmulator();
    let open = [500, 600, 700, 1200].map(toOrder);
    const delivered: number[] = [];
    for (let calls = 0; open.length > 0 && calls < MOST_CALLS; calls += 1) {
      const answers = await send('logPurchase', open);
      delivered.push(answers.filter(({ status }) => status === 200).length);
      open = open.filter((_, index) => isRetryable(answers[index]?.status ?? 0));
      emulator.advance(THIRTY_SECONDS);
    }
    expect(delivered).toEqual([1, 1, 2]);
    expect(emulator.events).toHaveLength(500 + 600 + 700 + 1200 + 4);
  });

  it('is one request where Amplitude does not throttle it', async () => {
    const { emulator, send } = await startStrictEmulator({ limits: { httpapiEventsPerSecond: 1000 } });
    expect(statuses(await send('logPurchase', [toOrder(1500)]))).toEqual([200]);
    expect(emulator.exchanges.map(({ path, items }) => [path, items])).toEqual([['/2/httpapi', 1501]]);
  });
});
