import type { EventInput } from './send-events';

/** From an iPhone, with a value at every path that a default mapping reads. */
export const completeEvent = {
  messageId: 'message-5f2a6c1e',
  userId: 'user-7f3a21',
  anonymousId: 'anonymous-19d2b4',
  event: 'Song Played',
  timestamp: '2021-04-12T16:32:37.710Z',
  properties: { title: 'Blue in Green', seconds: 337, empty: '', nothing: null },
  integrations: { 'Actions Amplitude': { session_id: 1_618_244_000_000 } },
  context: {
    ip: '203.0.113.9',
    traits: { plan: 'premium' },
    app: { version: '3.5.1' },
    device: {
      id: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
      type: 'ios',
      brand: 'Apple',
      manufacturer: 'Apple',
      model: 'iPhone12,1',
      advertisingId: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
    },
    os: { name: 'iOS', version: '14.4' },
    network: { carrier: 'T-Mobile' },
    location: {
      country: 'United States',
      region: 'California',
      city: 'San Francisco',
      latitude: 37.7672319,
      longitude: -122.4021353,
    },
    locale: 'en-US',
    library: { name: 'analytics-ios' },
  },
} satisfies EventInput;

/** An insert id made from this message id; which one depends on what is sent. */
export function insertIdOf(messageId: string): string {
  return expect.stringMatching(new RegExp(`^${messageId}-[0-9a-f]{16}$`)) as string;
}

/** What Amplitude receives of {@link completeEvent}, whatever the event action, but for revenue and attribution. */
export const completeAmplitudeEvent = {
  user_id: 'user-7f3a21',
  device_id: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
  event_type: 'Song Played',
  session_id: 1_618_244_000_000,
  time: 1_618_245_157_710,
  event_properties: { title: 'Blue in Green', seconds: 337, empty: '', nothing: null },
  user_properties: { plan: 'premium' },
  app_version: '3.5.1',
  platform: 'iOS',
  os_name: 'iOS',
  os_version: '14.4',
  device_brand: 'Apple',
  device_manufacturer: 'Apple',
  device_model: 'iPhone12,1',
  carrier: 'T-Mobile',
  country: 'United States',
  region: 'California',
  city: 'San Francisco',
  language: 'en-US',
  location_lat: 37.7672319,
  location_lng: -122.4021353,
  ip: '203.0.113.9',
  idfa: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
  idfv: '6F9619FF-8B86-D011-B42D-00C04FC964FF',
  adid: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
  library: 'analytics-ios',
  insert_id: insertIdOf('message-5f2a6c1e'),
};

/** The order of Segment's Amplitude documentation. */
export const orderCompleted = {
  messageId: 'message-order-1',
  userId: 'e953c39d2597f0b8a79dd3c407baeb13bb58523a',
  event: 'Order Completed',
  timestamp: '2021-04-12T16:32:37.710Z',
  properties: {
    checkoutId: '6727142daf49b93a601d3a31bc3d53aeae1d15ab',
    orderId: '50314b8e9bcf000000000000',
    affiliation: 'Google Store',
    total: 30,
    revenue: 25,
    shipping: 3,
    tax: 2,
    discount: 2.5,
    coupon: 'hasbros',
    currency: 'USD',
    products: [
      {
        productId: '507f1f77bcf86cd799439011',
        sku: '45790-32',
        name: 'Monopoly: 3rd Edition',
        price: 19,
        quantity: 1,
        category: 'Games',
      },
      {
        productId: '505bd76785ebb509fc183733',
        sku: '46493-32',
        name: 'Uno Card Game',
        price: 3,
        quantity: 2,
        category: 'Games',
      },
    ],
  },
} satisfies EventInput;
