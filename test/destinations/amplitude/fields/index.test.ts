import amplitudeDestination from '../../../../src';
import { CLOUD_ACTIONS, EVENT_ACTIONS, defaultMapping, type CloudAction } from '../../../send-events';

const path = (at: string) => ({ '@path': at });
const firstOf = (first: string, second: string) => ({
  '@if': { exists: path(first), then: path(first), else: path(second) },
});
const unlessBlank = (at: string) => ({ '@if': { blank: path(at), then: path(at) } });

const campaign = {
  utm_source: path('$.context.campaign.source'),
  utm_medium: path('$.context.campaign.medium'),
  utm_campaign: path('$.context.campaign.name'),
  utm_term: path('$.context.campaign.term'),
  utm_content: path('$.context.campaign.content'),
};
const initialCampaign = Object.fromEntries(
  Object.entries(campaign).map(([key, value]) => [`initial_${key}`, value]),
);
const ids = {
  user_id: path('$.userId'),
  device_id: firstOf('$.context.device.id', '$.anonymousId'),
  anonymous_id: path('$.anonymousId'),
};
const device = {
  app_version: path('$.context.app.version'),
  platform: path('$.context.device.type'),
  os_name: path('$.context.os.name'),
  os_version: path('$.context.os.version'),
  device_brand: path('$.context.device.brand'),
  device_manufacturer: path('$.context.device.manufacturer'),
  device_model: path('$.context.device.model'),
  carrier: path('$.context.network.carrier'),
  country: path('$.context.location.country'),
  region: path('$.context.location.region'),
  city: path('$.context.location.city'),
  language: firstOf('$.context.locale.language', '$.context.locale'),
};
const userAgent = {
  userAgent: path('$.context.userAgent'),
  userAgentParsing: true,
  userAgentBrowserAsOs: false,
  includeRawUserAgent: false,
  userAgentData: {
    model: path('$.context.userAgentData.model'),
    platformVersion: path('$.context.userAgentData.platformVersion'),
  },
};
const everyAction = { enable_batching: true, batch_size: 1000 };
const everyEvent = {
  ...everyAction,
  ...ids,
  ...device,
  ...userAgent,
  event_type: path('$.event'),
  session_id: unlessBlank('$.integrations.Actions Amplitude.session_id'),
  autocapture_attribution: unlessBlank('$.integrations.Actions Amplitude.autocapture_attribution'),
  time: unlessBlank('$.timestamp'),
  event_properties: path('$.properties'),
  user_properties: firstOf('$.traits', '$.context.traits'),
  location_lat: path('$.context.location.latitude'),
  location_lng: path('$.context.location.longitude'),
  ip: path('$.context.ip'),
  idfa: firstOf('$.context.device.advertisingId', '$.context.device.idfa'),
  adid: firstOf('$.context.device.advertisingId', '$.context.device.idfa'),
  idfv: path('$.context.device.id'),
  message_id: path('$.messageId'),
  library: path('$.context.library.name'),
  library2: { behavior: 'use_mapping', mapping: path('$.context.library.name') },
  use_batch_endpoint: false,
  skip_user_properties_sync: false,
};
const attribution = { utm_properties: campaign, referrer: path('$.context.page.referrer') };

const DEFAULTS: Record<CloudAction, object> = {
  logEvent: { ...everyEvent, ...attribution },
  logEventV2: {
    ...everyEvent,
    setOnce: { initial_referrer: path('$.context.page.referrer'), ...initialCampaign },
    setAlways: { referrer: path('$.context.page.referrer'), ...campaign },
  },
  logPurchase: {
    ...everyEvent,
    ...attribution,
    trackRevenuePerProduct: false,
    trackProductsOnce: false,
    price: path('$.properties.price'),
    quantity: path('$.properties.quantity'),
    revenue: path('$.properties.revenue'),
    productId: firstOf('$.properties.productId', '$.properties.product_id'),
    revenueType: path('$.properties.revenueType'),
    currency: path('$.properties.currency'),
  },
  identifyUser: {
    ...everyAction,
    ...ids,
    ...device,
    ...userAgent,
    ...attribution,
    autocapture_attribution: everyEvent.autocapture_attribution,
    user_properties: firstOf('$.traits', '$.context.traits'),
    message_id: path('$.messageId'),
    library: path('$.context.library.name'),
  },
  groupIdentifyUser: {
    ...everyAction,
    ...ids,
    message_id: path('$.messageId'),
    time: path('$.timestamp'),
    group_properties: path('$.traits'),
  },
  mapUser: { ...everyAction, user_id: path('$.previousId'), global_user_id: path('$.userId') },
};

/** Fields without a default. */
const unmapped = [
  ...['groups', 'dma', 'android_id', 'event_id', 'insert_id', 'min_id_length', 'landing', 'skip'],
  ...['plan', 'partner_id', 'ingestion_metadata', 'android_app_set_id'],
];
const UNMAPPED: Record<CloudAction, string[]> = {
  logEvent: unmapped,
  logEventV2: [...unmapped, 'add', 'append', 'prepend', 'unset'],
  logPurchase: [...unmapped, 'products'],
  identifyUser: [
    ...['groups', 'dma', 'paying', 'start_version', 'insert_id', 'min_id_length', 'landing', 'skip'],
    ...['setOnce', 'add', 'append', 'prepend', 'unset'],
  ],
  groupIdentifyUser: ['group_type', 'group_value', 'insert_id', 'min_id_length', 'skip'],
  mapUser: ['unmap', 'min_id_length', 'skip'],
};

const fieldsOf = (action: CloudAction) => amplitudeDestination.actions[action]?.fields ?? {};
const labelsOf = (action: CloudAction, keys: string[]) => keys.map((key) => fieldsOf(action)[key]?.label);

describe.each(CLOUD_ACTIONS)('the fields of %s', (action) => {
  const fields = Object.entries(fieldsOf(action));
  const keysWhere = (test: (field: (typeof fields)[number][1]) => unknown) =>
    fields.flatMap(([key, field]) => (test(field) ? [key] : [])).sort();

  it('read the Segment event as documented', () => {
    expect(defaultMapping(action)).toEqual(DEFAULTS[action]);
  });

  it('are those with a default and these', () => {
    const expected = [...Object.keys(DEFAULTS[action]), ...UNMAPPED[action]];
    expect(fields.map(([key]) => key).sort()).toEqual(expected.sort());
  });

  it('are all text but these', () => {
    const types: Record<string, string> = {
      min_id_length: 'integer',
      batch_size: 'integer',
    };
    for (const key of [
      'userAgentParsing',
      'userAgentBrowserAsOs',
      'includeRawUserAgent',
      'use_batch_endpoint',
    ]) {
      types[key] = 'boolean';
    }
    for (const key of [
      'skip_user_properties_sync',
      'trackRevenuePerProduct',
      'trackProductsOnce',
      'paying',
      'enable_batching',
      'skip',
    ])
      types[key] = 'boolean';
    for (const key of [
      'event_properties',
      'user_properties',
      'group_properties',
      'groups',
      'utm_properties',
    ]) {
      types[key] = 'object';
    }
    for (const key of [
      'plan',
      'ingestion_metadata',
      'library2',
      'userAgentData',
      'landing',
      'autocapture_attribution',
      'products',
      'setOnce',
      'setAlways',
      'add',
    ]) {
      types[key] = 'object';
    }
    for (const key of ['append', 'prepend', 'unset']) types[key] = 'object';
    const actual = Object.fromEntries(fields.map(([key, { type }]) => [key, type]));
    const expected = Object.fromEntries(fields.map(([key]) => [key, types[key] ?? 'string']));
    expect(actual).toEqual(expected);
  });

  it('are required, nullable or hidden only where documented', () => {
    const required = { groupIdentifyUser: ['group_type', 'group_value'], mapUser: [], identifyUser: [] };
    const isEvent = (EVENT_ACTIONS as readonly string[]).includes(action);
    const expectedRequired = isEvent ? ['event_type'] : required[action as keyof typeof required];
    expect(keysWhere(({ required: isRequired }) => isRequired)).toEqual(expectedRequired);
    const nullable = action === 'mapUser' ? ['min_id_length'] : ['min_id_length', 'user_id'];
    expect(keysWhere(({ allowNull }) => allowNull)).toEqual(nullable);
    const hidden = ['anonymous_id', 'batch_size', 'enable_batching', 'library', 'message_id'];
    const declared = hidden.filter((key) => key in fieldsOf(action));
    expect(keysWhere(({ unsafe_hidden }) => unsafe_hidden)).toEqual(declared);
  });

  it('take what they have no name for inside operations and products', () => {
    const open = [
      'add', 'append', 'autocapture_attribution', 'ingestion_metadata', 'plan', 'prepend', 'products', 'setAlways', 'setOnce', 'unset',
      'utm_properties',
    ]; // prettier-ignore
    const declared = open.filter((key) => key in fieldsOf(action));
    expect(keysWhere(({ additionalProperties }) => additionalProperties)).toEqual(declared);
    expect(fieldsOf(action).products?.properties).toBeUndefined();
  });
});

describe('the labels', () => {
  it.each([
    ['logEvent', 'time', 'Timestamp'],
    ['logEvent', 'dma', 'Designated Market Area'],
    ['logEvent', 'session_id', 'Session ID'],
    ['logEvent', 'min_id_length', 'Minimum ID Length'],
    ['logPurchase', 'trackRevenuePerProduct', 'Track Revenue Per Product'],
    ['identifyUser', 'paying', 'Is Paying'],
    ['identifyUser', 'start_version', 'Initial Version'],
    ['groupIdentifyUser', 'group_type', 'Group Type'],
    ['groupIdentifyUser', 'group_value', 'Group Value'],
    ['mapUser', 'global_user_id', 'Global User ID'],
  ] as const)('name %s.%s "%s", as Segment documents it', (action, key, label) => {
    expect(labelsOf(action, [key])).toEqual([label]);
  });
});
