import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import { sendBatch, sendEvent, sendThroughPresets } from '../../send-events';
import { orderCompleted } from '../../segment-events';

/** The examples of Segment's documentation of Amplitude, into an Amplitude that keeps state. */
let amplitude: AmplitudeEmulator;
beforeAll(async () => {
  amplitude = await startAmplitudeEmulator({ strict: true });
});
beforeEach(() => amplitude.reset());
afterAll(() => amplitude.close());

const toEmulator = () => ({ options: { baseUrl: amplitude.baseUrl } });
const { products, ...orderProperties } = orderCompleted.properties;
const [monopoly, uno] = products;

describe('Order Completed', () => {
  it('becomes the order without its products, with its revenue, and an event for each product', async () => {
    await sendThroughPresets({ type: 'track', ...orderCompleted }, toEmulator());
    expect(amplitude.events).toMatchObject([
      { event_type: 'Order Completed', revenue: 25, revenueType: 'Purchase', currency: 'USD' },
      { event_type: 'Product Purchased' },
      { event_type: 'Product Purchased' },
    ]);
    const [order, first, second] = amplitude.events;
    expect(order?.event_properties).toEqual(orderProperties);
    expect(first?.event_properties).toEqual(monopoly);
    expect(second?.event_properties).toEqual(uno);
    expect(first).not.toHaveProperty('revenue');
    expect(second).not.toHaveProperty('revenue');
  });

  it('has its revenue on the products when revenue is tracked per product', async () => {
    await sendThroughPresets(
      { type: 'track', ...orderCompleted },
      { ...toEmulator(), mapping: { trackRevenuePerProduct: true } },
    );
    expect(amplitude.events).toMatchObject([
      { event_type: 'Order Completed' },
      { revenue: 19, price: 19, quantity: 1, productId: monopoly?.productId, currency: 'USD' },
      { revenue: 6, price: 3, quantity: 2, productId: uno?.productId, currency: 'USD' },
    ]);
    expect(amplitude.events[0]).not.toHaveProperty('revenue');
  });
});

describe('traits with $add', () => {
  const user = { userId: 'some_user_id' };
  const friends = (count: number) => ({ traits: { $add: { friendCount: count } } });

  it('add 3 friends and 1 friend to 4 friends', async () => {
    await sendThroughPresets({ type: 'identify', messageId: 'i1', ...user, ...friends(3) }, toEmulator());
    await sendThroughPresets({ type: 'identify', messageId: 'i2', ...user, ...friends(1) }, toEmulator());
    expect(amplitude.users.get('some_user_id')?.properties).toEqual({ friendCount: 4 });
  });

  it('add the same in a batch', async () => {
    const events = [
      { messageId: 'i1', ...user, ...friends(3) },
      { messageId: 'i2', ...user, ...friends(1) },
    ];
    const answers = await sendBatch('identifyUser', events, toEmulator());
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(amplitude.users.get('some_user_id')?.properties).toEqual({ friendCount: 4 });
  });
});

describe('pages and screens', () => {
  it.each([
    ['page', 'Homepage', 'Viewed Homepage'],
    ['page', undefined, 'Loaded a Page'],
    ['page', '', 'Loaded a Page'],
    ['screen', 'Homescreen', 'Viewed Homescreen'],
    ['screen', undefined, 'Loaded a Screen'],
  ] as const)('a %s named %p is "%s"', async (type, name, eventType) => {
    await sendThroughPresets({ type, name, userId: 'some_user_id' }, toEmulator());
    expect(amplitude.events).toMatchObject([{ event_type: eventType }]);
  });
});

it('the track example, with an object in context.locale and text for numbers, is delivered', async () => {
  const context = {
    ip: '8.8.8.8',
    device: {
      id: '2b6f0cc904d137be2e1730235f5664094b831186',
      model: 'iPhone 10',
      brand: 'Apple',
      manufacturer: 'Apple',
    },
    os: { name: 'iOS', version: '9.1' },
    network: { carrier: 'T-Mobile' },
    app: { version: '3.5.1' },
    location: {
      country: 'United States',
      region: 'California',
      city: 'San Francisco',
      latitude: '37.7672319',
      longitude: '-122.4021353',
    },
    locale: { language: 'en-us' },
  };
  const event = { event: 'Subscription Started', properties: { plan: 'Basic', revenue: '32' }, context };
  await sendThroughPresets({ type: 'track', userId: '123', ...event }, toEmulator());
  expect(amplitude.events).toEqual([
    {
      // "123" is shorter than Amplitude takes; the device carries the event.
      device_id: '2b6f0cc904d137be2e1730235f5664094b831186',
      event_type: 'Subscription Started',
      event_properties: { plan: 'Basic', revenue: '32' },
      ip: '8.8.8.8',
      device_model: 'iPhone 10',
      device_brand: 'Apple',
      device_manufacturer: 'Apple',
      os_name: 'iOS',
      os_version: '9.1',
      carrier: 'T-Mobile',
      app_version: '3.5.1',
      country: 'United States',
      region: 'California',
      city: 'San Francisco',
      location_lat: 37.7672319,
      location_lng: -122.4021353,
      language: 'en-us',
      idfv: '2b6f0cc904d137be2e1730235f5664094b831186',
      library: 'segment',
    },
  ]);
});

describe('alias', () => {
  it('maps 123 to 456', async () => {
    await sendEvent('mapUser', { previousId: '123', userId: '456' }, toEmulator());
    expect([...amplitude.aliases]).toEqual([['123', '456']]);
  });

  it('frees 123 again with the option unmap', async () => {
    await sendEvent('mapUser', { previousId: '123', userId: '456' }, toEmulator());
    const mapping = { unmap: { '@path': '$.integrations.Amplitude.unmap' } };
    await sendEvent(
      'mapUser',
      { userId: '456', integrations: { Amplitude: { unmap: '123' } } },
      { ...toEmulator(), mapping },
    );
    expect([...amplitude.aliases]).toEqual([]);
  });
});

it('a group call ties the user to the group and sets the properties of the group', async () => {
  const traits = {
    group_type: 'Organization',
    name: 'ExampleCorp, LLC',
    employees: '20',
    email: 'hello@example.com',
  };
  const mapping = {
    group_type: { '@path': '$.traits.group_type' },
    group_value: { '@path': '$.traits.name' },
  };
  const group = { userId: 'some_user_id', groupId: '082108c8-f51e-485f-9d2d-b6ba57ee2c40', traits };
  await sendEvent('groupIdentifyUser', group, { ...toEmulator(), mapping });
  expect(amplitude.users.get('some_user_id')).toMatchObject({
    properties: { Organization: 'ExampleCorp, LLC' },
    groups: { Organization: ['ExampleCorp, LLC'] },
  });
  expect(amplitude.groupIdentifications).toMatchObject([
    { group_type: 'Organization', group_value: 'ExampleCorp, LLC', group_properties: traits },
  ]);
});

describe('deduplication', () => {
  const event = { messageId: 'm1', userId: 'some_user_id', anonymousId: 'anonymous-1', event: 'Song Played' };

  it('takes the same event sent twice once', async () => {
    await sendEvent('logEvent', event, toEmulator());
    await sendEvent('logEvent', event, toEmulator());
    expect(amplitude.events).toHaveLength(1);
  });

  it('takes one message mapped to two different events as two', async () => {
    await sendEvent('logEvent', event, toEmulator());
    await sendEvent('logEvent', event, { ...toEmulator(), mapping: { event_type: 'Any Activity' } });
    expect(amplitude.events.map(({ event_type }) => event_type)).toEqual(['Song Played', 'Any Activity']);
  });

  it('takes an order sent twice once, with each of its products', async () => {
    await sendEvent('logPurchase', orderCompleted, toEmulator());
    await sendEvent('logPurchase', orderCompleted, toEmulator());
    expect(amplitude.events).toHaveLength(3);
  });
});

it('a userId of "null" is delivered by device id', async () => {
  const event = { type: 'track', userId: 'null', anonymousId: 'anonymous-1', event: 'Song Played' } as const;
  await sendThroughPresets(event, toEmulator());
  expect(amplitude.events).toMatchObject([{ device_id: 'anonymous-1' }]);
  expect(amplitude.events[0]).not.toHaveProperty('user_id');
});

it('a campaign and a referrer beside plain traits: Amplitude finds no plain key beside an operation', async () => {
  const context = { campaign: { name: 'spring' }, page: { referrer: 'https://search.example/' } };
  const person = { userId: 'some_user_id', traits: { plan: 'pro' }, context };
  await sendThroughPresets({ type: 'identify', messageId: 'i1', ...person }, toEmulator());
  await sendThroughPresets({ type: 'track', messageId: 't1', event: 'Song Played', ...person }, toEmulator());
  expect(amplitude.exchanges.map(({ status }) => status)).toEqual([200, 200]);
  expect(amplitude.users.get('some_user_id')?.properties).toMatchObject({
    plan: 'pro',
    utm_campaign: 'spring',
    referrer: 'https://search.example/',
    initial_utm_campaign: 'spring',
    initial_referrer: 'https://search.example/',
  });
});
