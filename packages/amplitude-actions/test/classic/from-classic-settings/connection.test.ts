import { fromClassicSettings } from '../../../src/classic';
import { API_KEY, classic, noteOn, sendAsMigrated, type Message } from '../send-as-migrated';

const signedUp: Message = { type: 'track', event: 'Signed Up', messageId: 'm-1' };
const order: Message = {
  type: 'track',
  event: 'Order Completed',
  messageId: 'm-2',
  properties: {
    order_id: 'o-1',
    revenue: 25,
    products: [
      {
        product_id: 'p-1',
        sku: 's-1',
        name: 'Monopoly',
        price: 19,
        quantity: 1,
        category: 'Games',
        brand: 'H',
      },
      { product_id: 'p-2', name: 'Uno', price: 3, quantity: 2 },
    ],
  },
};

describe('apiKey', () => {
  it('is the key of every request: Amplitude takes no other', async () => {
    const { names } = await sendAsMigrated({ apiKey: API_KEY }, signedUp);
    expect(names).toEqual(['Signed Up']);
  });
});

describe('secretKey', () => {
  it('becomes the secret key of the destination', () => {
    expect(fromClassicSettings(classic({ secretKey: 'from-classic' })).settings.secretKey).toBe(
      'from-classic',
    );
  });
});

describe('endpoint', () => {
  it('becomes the region, and is noted when it is Europe', () => {
    expect(fromClassicSettings(classic({ endpoint: 'europe' })).settings.endpoint).toBe('europe');
    expect(noteOn('endpoint', { endpoint: 'europe' })?.effect).toBe('reproduced');
    expect(noteOn('endpoint', {})).toBeUndefined();
  });
});

describe('sendToBatchEndpoint', () => {
  it.each([
    [true, '/batch'],
    [false, '/2/httpapi'],
  ])('when %s sends events to %s', async (sendToBatchEndpoint, path) => {
    const { paths } = await sendAsMigrated({ sendToBatchEndpoint }, signedUp, order);
    expect(new Set(paths)).toEqual(new Set([path]));
  });
});

describe('versionName', () => {
  it('is the app version of events that name none', async () => {
    const versioned = { ...signedUp, messageId: 'm-9', context: { app: { version: '2.0' } } };
    const { events } = await sendAsMigrated({ versionName: '4.6.0' }, signedUp, versioned);
    expect(events.map((event) => event.app_version)).toEqual(['4.6.0', '2.0']);
  });
});

describe('trackProductsOnce', () => {
  it('sends one order that lists its products, with the revenue', async () => {
    const { events } = await sendAsMigrated({ trackProductsOnce: true }, order);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      event_type: 'Order Completed',
      revenue: 25,
      event_properties: {
        products: [
          { productId: 'p-1', sku: 's-1', name: 'Monopoly', price: 19, quantity: 1, category: 'Games' },
          { productId: 'p-2', name: 'Uno', price: 3, quantity: 2 },
        ],
      },
    });
    expect(JSON.stringify(events)).not.toContain('brand');
  });

  it('yields to revenue per product, which needs an event for each, and a note says so', async () => {
    const settings = { trackProductsOnce: true, trackRevenuePerProduct: true };
    const { events } = await sendAsMigrated(settings, order);
    expect(events.map(({ revenue }) => revenue)).toEqual([undefined, 19, 6]);
    expect(noteOn('trackProductsOnce', settings)).toMatchObject({
      effect: 'not_reproducible',
      note: expect.stringContaining('Track Revenue Per Product is on too') as unknown,
    });
  });
});

describe('trackRevenuePerProduct', () => {
  it('off: puts the revenue on the order alone', async () => {
    const { events } = await sendAsMigrated({}, order);
    expect(events.map(({ event_type, revenue }) => [event_type, revenue])).toEqual([
      ['Order Completed', 25],
      ['Product Purchased', undefined],
      ['Product Purchased', undefined],
    ]);
  });

  it('on: puts it on each product, with price, quantity and id', async () => {
    const { events } = await sendAsMigrated({ trackRevenuePerProduct: true }, order);
    expect(
      events.map(({ revenue, price, quantity, productId }) => [revenue, price, quantity, productId]),
    ).toEqual([
      [undefined, undefined, undefined, undefined],
      [19, 19, 1, 'p-1'],
      [6, 3, 2, 'p-2'],
    ]);
  });
});

describe('useLogRevenueV2', () => {
  it.each([true, false])('when %s logs the revenue of any track call', async (useLogRevenueV2) => {
    const upgraded = { ...signedUp, event: 'Upgraded', properties: { revenue: '$32.50', plan: 'Basic' } };
    const { events } = await sendAsMigrated({ useLogRevenueV2 }, upgraded);
    expect(events).toEqual([expect.objectContaining({ event_type: 'Upgraded', revenue: 32.5 })]);
    expect(noteOn('useLogRevenueV2', { useLogRevenueV2 })?.effect).toBe('no_cloud_effect');
  });
});

describe('settings that only an SDK on the device read', () => {
  it.each([
    ['batchEvents', { batchEvents: true }, 'batchEvents'],
    ['eventUploadPeriodMillis', { eventUploadPeriodMillis: 5 }, 'batchEvents'],
    ['eventUploadThreshold', { eventUploadThreshold: 5 }, 'batchEvents'],
    ['enableLocationListening', { enableLocationListening: true }, 'enableLocationListening'],
    ['forceHttps', { forceHttps: true }, 'forceHttps'],
    ['useAmplitudeReferral', { useAmplitudeReferral: true }, 'useAmplitudeReferral'],
  ] as const)('%s changes nothing that is sent, and a note says so', async (_, settings, noted) => {
    const sent = await sendAsMigrated(settings, signedUp, order);
    expect(sent.events).toEqual((await sendAsMigrated({}, signedUp, order)).events);
    expect(noteOn(noted, settings)?.effect).toBe('no_cloud_effect');
  });

  it('saveParamsReferrerOncePerSession cannot be reproduced, and a note says what is done instead', async () => {
    const sent = await sendAsMigrated({ saveParamsReferrerOncePerSession: false }, signedUp);
    expect(sent.events).toEqual((await sendAsMigrated({}, signedUp)).events);
    expect(noteOn('saveParamsReferrerOncePerSession', {})).toMatchObject({
      effect: 'not_reproducible',
      note: expect.stringContaining('initial_… once') as unknown,
    });
  });
});
