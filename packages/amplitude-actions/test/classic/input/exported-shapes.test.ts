import { fromClassicSettings } from '../../../src/classic';
import { API_KEY, SECRET_KEY } from '../send-as-migrated';

/** The same five settings, in every shape in which people hold them. */
const flat = {
  apiKey: API_KEY,
  secretKey: SECRET_KEY,
  endpoint: 'EU',
  trackAllPagesV2: true,
  traitsToIncrement: ['logins'],
};

const destination = {
  id: '5GFhvtz8fha42Cm4B9E6L8',
  enabled: true,
  name: 'Amplitude prod',
  metadata: { id: '54521fd525e721e32a72ee91', name: 'Amplitude', slug: 'amplitude' },
  sourceId: 'rh5BDZp6QDHvXFCkibm1pR',
  settings: flat,
};
const another = { ...destination, metadata: { id: 'other', slug: 'webhooks' }, settings: { hooks: [] } };

const configOf = (prefix: string) =>
  Object.entries(flat).map(([name, value]) => ({
    name: `${prefix}/config/${name}`,
    display_name: name,
    value,
    type: typeof value,
  }));
const CONFIG_NAME = 'workspaces/acme/sources/js/destinations/amplitude';

const shapes: [string, unknown][] = [
  ['flat settings', flat],
  ["the Public API's answer for one destination", { data: { destination } }],
  ["the Public API's answer for all destinations", { data: { destinations: [another, destination] } }],
  ['a destination of the Public API', destination],
  ["the Config API's destination", { name: CONFIG_NAME, enabled: true, config: configOf(CONFIG_NAME) }],
  ["the Config API's list of settings", configOf(CONFIG_NAME)],
  [
    'what analytics.js loads for a source',
    {
      integrations: {
        'Segment.io': { apiKey: 'write-key' },
        Amplitude: {
          ...flat,
          type: 'browser',
          bundlingStatus: 'bundled',
          versionSettings: { version: '3.3.3', componentTypes: ['browser', 'server'] },
          unbundledIntegrations: [],
        },
      },
      plan: { track: {} },
    },
  ],
  [
    'the labels of the app',
    {
      'API Key': API_KEY,
      'Secret Key': SECRET_KEY,
      Endpoint: 'Europe',
      'Track All Screens': 'true',
      'Traits To Increment': 'logins',
    },
  ],
  [
    'snake_case',
    {
      api_key: API_KEY,
      secret_key: SECRET_KEY,
      endpoint: 'europe',
      track_all_pages_v2: true,
      traits_to_increment: ['logins'],
    },
  ],
];

describe('the shapes of Classic settings', () => {
  it.each(shapes)('all give the same migration: %s', (_, exported) => {
    const expected = fromClassicSettings(flat);
    expect(fromClassicSettings(exported)).toEqual(expected);
    expect(expected.settings).toEqual({ apiKey: API_KEY, secretKey: SECRET_KEY, endpoint: 'europe' });
  });

  it('knows the label of every setting in the app', () => {
    const labels = [
      'Append Fields To Event Properties',
      'Set Device ID From URL Parameter amp_device_id',
      'Event Upload Period Millis (for batching events)',
      'Map Query Params to Custom Property',
      'Save Referrer, URL Params, GCLID Once Per Session',
      'Enable Alias',
      'Track All Pages to Amplitude',
      'Track UTM Properties to Amplitude.',
      'Use AdvertisingId for DeviceId',
      'Send Custom Language and Country Properties',
      'Use Log Revenue V2 API',
      'Track products once',
    ];
    const exported = { apiKey: API_KEY, ...Object.fromEntries(labels.map((label) => [label, null])) };
    expect(fromClassicSettings(exported).notes.filter(({ effect }) => effect === 'unknown')).toEqual([]);
  });

  it.each([
    ['null', null, /must be one object/],
    ['text', 'apiKey', /must be one object/],
    ['an empty object', {}, /holds no setting of Amplitude Classic/],
    ['settings of something else', { hooks: [] }, /holds no setting of Amplitude Classic/],
    ['an empty list', [], /none of them is the destination "Amplitude"/],
    [
      'other destinations alone',
      { data: { destinations: [another, another] } },
      /none of them is the destination/,
    ],
    ['a source without Classic', { integrations: { 'Segment.io': {} } }, /name no destination "Amplitude"/],
    [
      'Amplitude (Actions)',
      { ...destination, metadata: { slug: 'actions-amplitude' } },
      /settings of Amplitude \(Actions\), which needs no migration/,
    ],
  ])('refuses %s with a sentence that says what to give', (_, exported, said) => {
    expect(() => fromClassicSettings(exported)).toThrow(said);
  });

  it('tells of a key only once, masked or missing', () => {
    const { notes } = fromClassicSettings({ secretKey: '••••dada', trackGclid: true });
    const keys = notes.filter(({ setting }) => setting === 'apiKey' || setting === 'secretKey');
    expect(keys.map(({ setting, effect }) => `${setting} ${effect}`)).toEqual([
      'secretKey needs_you',
      'apiKey needs_you',
    ]);
  });
});
