const listener = { userId: 'listener-1', anonymousId: 'anonymous-1', timestamp: '2026-06-16T20:39:18.752Z' };
const track = (messageId: string, event: string, properties: object, more: object = {}) => ({
  type: 'track',
  messageId,
  event,
  ...listener,
  properties,
  ...more,
});

/** Events to begin with, named after what they teach. */
export const SAMPLES = [
  {
    name: 'a song played',
    event: track('sample-1', 'Song Played', { title: 'Blue in Green', genre: 'jazz' }),
  },
  {
    name: 'a page without a name',
    event: {
      type: 'page',
      messageId: 'sample-2',
      ...listener,
      properties: { url: 'https://music.example/library' },
    },
  },
  {
    name: 'an order with two products',
    event: track('sample-3', 'Order Completed', {
      revenue: 32.5,
      currency: 'USD',
      products: [
        { product_id: 'vinyl-1', price: 12.5, quantity: 1 },
        { product_id: 'vinyl-2', price: 10, quantity: 2 },
      ],
    }),
  },
  { name: 'revenue as "$32.50"', event: track('sample-4', 'Order Completed', { revenue: '$32.50' }) },
  {
    name: 'a product list of SKUs',
    event: track('sample-5', 'Order Completed', { revenue: 10, products: ['sku-1', 'sku-2'] }),
  },
  {
    name: 'zeros as device id',
    event: track(
      'sample-6',
      'Song Played',
      {},
      { context: { device: { id: '00000000-0000-0000-0000-000000000000' } } },
    ),
  },
  { name: 'user id "null"', event: track('sample-7', 'Song Played', {}, { userId: 'null' }) },
  {
    name: 'session false',
    event: track(
      'sample-8',
      'Song Played',
      {},
      { integrations: { 'Actions Amplitude': { session_id: false } } },
    ),
  },
  { name: 'opted out', event: track('sample-9', 'Song Played', {}, { integrations: { All: false } }) },
  { name: 'time in seconds', event: track('sample-10', 'Song Played', {}, { timestamp: 1_781_642_358 }) },
  {
    name: 'a text of 1,100 characters',
    event: track('sample-11', 'Song Played', { lyrics: 'la '.repeat(367) }),
  },
  {
    name: 'mixed $add and plain keys',
    event: {
      type: 'identify',
      messageId: 'sample-12',
      ...listener,
      traits: { plan: 'pro', $add: { visits: 1 } },
    },
  },
  {
    name: 'identify',
    event: { type: 'identify', messageId: 'sample-13', ...listener, traits: { plan: 'pro' } },
  },
  { name: 'alias', event: { type: 'alias', messageId: 'sample-14', ...listener, previousId: 'listener-0' } },
  {
    name: 'group',
    event: { type: 'group', messageId: 'sample-15', ...listener, groupId: 'acme', traits: { seats: 5 } },
  },
];
