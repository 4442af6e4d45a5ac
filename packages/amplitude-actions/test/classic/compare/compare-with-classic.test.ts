import { compareWithClassic, type ClassicSettings } from '../../../src/classic';
import { API_KEY, classic, type Message } from '../send-as-migrated';

const USER_AGENT =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36';

const who = { userId: 'user-1', anonymousId: 'anonymous-1', timestamp: '2026-01-01T00:00:00.000Z' };
const browser = {
  context: {
    ip: '8.8.8.8',
    library: { name: 'analytics.js', version: '2.0' },
    locale: 'en-US',
    userAgent: USER_AGENT,
    campaign: { source: 'ads', name: 'spring' },
    page: { referrer: 'https://news.example.com/a', search: '?gclid=C1' },
    traits: { plan: 'pro' },
  },
};
const phone = {
  context: {
    library: { name: 'analytics-ios' },
    app: { version: '3.5.1' },
    device: { id: 'device-1', type: 'ios', model: 'iPhone', manufacturer: 'Apple', advertisingId: 'AD-ID-1' },
    os: { name: 'iOS', version: '17' },
    network: { carrier: 'T-Mobile' },
    location: { country: 'France', latitude: 48.8 },
  },
};
const products = [
  { product_id: 'p-1', sku: 's-1', price: 19, quantity: 1 },
  { product_id: 'p-2', name: 'Uno', price: 3, quantity: 2 },
];

/** A day in the life of a source: every type of call, from browsers, phones and servers. */
const DAY: Message[] = [
  {
    ...who,
    ...browser,
    type: 'page',
    messageId: 'm-01',
    name: 'Home',
    category: 'Docs',
    properties: { path: '/' },
  },
  { ...who, ...browser, type: 'page', messageId: 'm-02', properties: { path: '/x' } },
  { ...who, ...phone, type: 'screen', messageId: 'm-03', name: 'Cart' },
  {
    ...who,
    ...browser,
    type: 'track',
    messageId: 'm-04',
    event: 'Signed Up',
    properties: { language: 'fr', x: 1 },
  },
  { ...who, ...phone, type: 'track', messageId: 'm-05', event: 'Tapped', properties: {} },
  { ...who, type: 'track', messageId: 'm-06', event: 'Paid', properties: { revenue: '32', currency: 'USD' } },
  {
    ...who,
    type: 'track',
    messageId: 'm-07',
    event: 'Order Completed',
    properties: { order_id: 'o', total: 25, products },
  },
  {
    ...who,
    type: 'track',
    messageId: 'm-08',
    event: 'In Session',
    integrations: { Amplitude: { session_id: 1577871000 } },
  },
  {
    ...who,
    type: 'track',
    messageId: 'm-09',
    event: 'Grouped',
    integrations: { Amplitude: { groups: { team: ['a'] } } },
  },
  { ...who, type: 'track', messageId: 'm-10', event: 'Private', integrations: { Amplitude: false } },
  {
    ...who,
    ...phone,
    type: 'identify',
    messageId: 'm-11',
    traits: { plan: 'pro', address: { city: 'Lyon' } },
  },
  { ...who, type: 'group', messageId: 'm-12', groupId: 'g-1', traits: { name: 'Acme' } },
  { ...who, type: 'group', messageId: 'm-13', traits: { name: 'Acme' } },
  { ...who, type: 'alias', messageId: 'm-14', previousId: 'before', integrations: {} },
];

const undocumented = async (settings: Partial<ClassicSettings>, ...messages: Message[]) => {
  const { events } = await compareWithClassic(messages, classic(settings));
  return events.flatMap(({ differences }) => differences).filter(({ isDocumented }) => !isDocumented);
};

describe(compareWithClassic, () => {
  it('finds no difference but documented ones for default Classic settings', async () => {
    const { events, kinds } = await compareWithClassic(DAY, { apiKey: API_KEY });
    expect(kinds.filter(({ isDocumented }) => !isDocumented)).toEqual([]);
    expect(events.flatMap(({ refusals }) => refusals)).toEqual([]);
    expect(kinds.map(({ kind }) => kind).sort()).toEqual([
      'country of the locale',
      'currency',
      'device mode setting',
      'first touch',
      'insert_id',
      'language',
      'place of the context',
      'revenue type',
      'session in seconds',
      'time of a group call',
      'user agent',
    ]);
  });

  it.each([
    ['page settings', { trackAllPages: true }],
    ['group traits', { groupTypeTrait: 'name', groupValueTrait: 'name' }],
    ['trait operations', { traitsToSetOnce: ['plan'], traitsToAppend: ['tags'] }],
    ['the batch endpoint and aliases', { sendToBatchEndpoint: true, sendAlias: true }],
    ['revenue per product', { trackRevenuePerProduct: true }],
    ['query parameters', { mapQueryParams: { query: 'event_properties', search: 'user_properties' } }],
    ['the anonymous id', { preferAnonymousIdForDeviceId: true }],
    ['custom language', { useCustomAmplitudeProperties: true, trackUtmProperties: false }],
    [
      'settings of device mode',
      {
        trackAllPagesV2: true,
        trackProductsOnce: true,
        versionName: '4.6',
        trackGclid: true,
        useAdvertisingIdForDeviceId: true,
        appendFieldsToEventProps: { 'context.page.search': 'search' },
      },
    ],
  ] satisfies [string, Partial<ClassicSettings>][])(
    'finds no other difference with %s',
    async (_, settings) => {
      expect(await undocumented(settings, ...DAY)).toEqual([]);
    },
  );

  it('shows, event by event, what either sends', async () => {
    const { events } = await compareWithClassic(DAY.slice(0, 1), classic());
    expect(events[0]).toMatchObject({ index: 0, messageId: 'm-01', refusals: [] });
    const names = ['Viewed Docs Page', 'Viewed Docs Home Page'];
    expect(events[0]?.classic.map(({ name }) => name)).toEqual(names);
    expect(events[0]?.actions.map(({ name }) => name)).toEqual(names);
  });

  it('reports an order that is spelt in a way no trigger knows', async () => {
    const order = { ...who, type: 'track', event: 'order completed', properties: { revenue: 5, products } };
    const found = await undocumented({}, order);
    expect(found.map(({ kind, path }) => `${kind}: ${path}`)).toEqual([
      'order spelling: event_properties.products',
      'order spelling: call event:Product Purchased',
      'order spelling: call event:Product Purchased',
    ]);
  });

  it('has a kind for a listed trait that is spelt in another case, and says that the rule is uncertain', async () => {
    const identify = { ...who, type: 'identify', traits: { Logins: 1 } };
    const { kinds } = await compareWithClassic([identify], classic({ traitsToIncrement: ['logins'] }));
    expect(kinds[0]).toMatchObject({
      kind: 'trait spelling',
      isDocumented: true,
      isUncertain: true,
      count: 2,
      first: { index: 0, path: 'user_properties.$add.Logins', classic: 1 },
    });
  });

  it('has the same kind for a group trait that is spelt in another case', async () => {
    const group = { ...who, type: 'group', groupId: 'g-1', traits: { Name: 'Acme' } };
    const { kinds } = await compareWithClassic(
      [group],
      classic({ groupTypeTrait: 'name', groupValueTrait: 'name' }),
    );
    expect(kinds.filter(({ isDocumented }) => !isDocumented)).toEqual([]);
    expect(kinds.map(({ kind }) => kind)).toContain('trait spelling');
  });

  it.each([
    ['neither', { integrations: {} }, { classic: false, actions: false }],
    ['both, by the old name', { integrations: { Amplitude: false } }, { classic: true, actions: true }],
    ['both, by All', { integrations: { All: false } }, { classic: true, actions: true }],
    [
      'neither, by name',
      { integrations: { All: false, Amplitude: true } },
      { classic: false, actions: false },
    ],
    ['the new one', { integrations: { 'Actions Amplitude': false } }, { classic: false, actions: true }],
  ])('sees an opt-out of %s', async (_, integrations, optedOut) => {
    const event = { ...who, type: 'track', event: 'Tapped', ...integrations };
    const { events } = await compareWithClassic([event], classic());
    expect(events[0]?.optedOut).toEqual(optedOut);
    expect(events[0]?.actions).toHaveLength(optedOut.actions ? 0 : 1);
  });

  it('reports an event that a subscription could not send, with the reason', async () => {
    const { events, kinds } = await compareWithClassic([{ type: 'track', event: 'Nobody' }], classic());
    expect(events[0]?.refusals).toEqual([
      { subscription: 'Track Calls', reason: expect.stringMatching(/user_id.*device_id/) as unknown },
    ]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['missing call']);
  });

  it('counts the kinds of difference, the ones to look at first', async () => {
    const order = { ...who, type: 'track', event: 'order completed', properties: { revenue: 5, products } };
    const { kinds } = await compareWithClassic([...DAY, order], classic());
    const flags = kinds.map(({ isDocumented }) => isDocumented);
    expect(flags).toEqual([...flags].sort());
    expect(kinds[0]).toMatchObject({
      kind: 'order spelling',
      isDocumented: false,
      count: 3,
      first: { index: DAY.length, path: 'event_properties.products' },
    });
  });

  it('refuses what fromClassicSettings refuses', async () => {
    await expect(compareWithClassic([], { apiKey: 7 })).rejects.toThrow('"apiKey" must be text');
  });
});
