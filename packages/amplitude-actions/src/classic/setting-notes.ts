import type { NoteEffect } from './classic-note';
import { classicDefaults, type ClassicSettings } from './classic-settings';

type Said = [effect: NoteEffect, note: string] | undefined;
type NoteOf = (settings: ClassicSettings) => Said;

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

const whenOn =
  (setting: keyof ClassicSettings, effect: NoteEffect, note: string): NoteOf =>
  (settings) =>
    settings[setting] === true ? [effect, note] : undefined;

const traitList =
  (
    setting: 'traitsToIncrement' | 'traitsToSetOnce' | 'traitsToAppend' | 'traitsToPrepend',
    field: string,
  ): NoteOf =>
  ({ [setting]: names }) =>
    names.length === 0
      ? undefined
      : [
          'reproduced',
          `${quoted(names)}: mapped to ${field} of Identify User. Spelling counts now: Classic found a trait in any case.`,
        ];

const onDeviceBatching: NoteOf = (settings) =>
  (['batchEvents', 'eventUploadPeriodMillis', 'eventUploadThreshold'] as const).some(
    (setting) => settings[setting] !== classicDefaults[setting],
  )
    ? [
        'no_cloud_effect',
        'It batched uploads inside the browser. Events are batched on the server now, up to 1000 in a call.',
      ]
    : undefined;

const groupTraits: NoteOf = ({ groupTypeTrait: type, groupValueTrait: value }) => {
  const legacy = 'every group call sets "[Segment] Group" to its group id, without properties';
  if (type === '' && value === '') return ['reproduced', `Not set, so ${legacy}.`];
  if (type === '' || value === '') {
    return [
      'needs_you',
      `Only one of Group Type Trait and Group Value Trait is set, so ${legacy}, as in Classic. Set both.`,
    ];
  }
  return [
    'reproduced',
    `Groups are {traits.${type}: traits.${value}}, or "[Segment] Group" where a trait is missing. A list as the value is refused: send one group call for each.`,
  ];
};

/** What there is to say of each setting, in the order of {@link ClassicSettings}. */
export const settingNotes: { readonly [K in keyof ClassicSettings]: NoteOf } = {
  apiKey: () => undefined,
  secretKey: ({ secretKey }) =>
    secretKey === ''
      ? [
          'needs_you',
          'The destination needs the secret key, to delete users and to test the connection: fill in settings.secretKey from the General tab of the Amplitude project.',
        ]
      : undefined,
  endpoint: ({ endpoint }) =>
    endpoint === 'europe' ? ['reproduced', 'Endpoint Region is Europe.'] : undefined,
  trackProductsOnce: whenOn(
    'trackProductsOnce',
    'reproduced',
    'An order is one event that lists its products, whatever the source. Classic did so in web device mode only.',
  ),
  versionName: ({ versionName }) =>
    versionName === ''
      ? undefined
      : [
          'reproduced',
          `App Version is "${versionName}" where an event has no context.app.version. Amplitude shows it as the version, not as version_name.`,
        ],
  trackAllPages: whenOn(
    'trackAllPages',
    'reproduced',
    '"Loaded a Page" and "Loaded a Screen" for every call.',
  ),
  trackAllPagesV2: whenOn(
    'trackAllPagesV2',
    'reproduced',
    '"Loaded a Screen" for every screen call. In device mode this switched the other screen events off: disable the two other screen subscriptions if your apps ran in device mode.',
  ),
  trackCategorizedPages: whenOn(
    'trackCategorizedPages',
    'reproduced',
    '"Viewed (Category) Page" or "Screen" for calls with a category, beside the other page events.',
  ),
  trackNamedPages: whenOn(
    'trackNamedPages',
    'reproduced',
    '"Viewed (Category) (Name) Page" or "Screen" for calls with a name.',
  ),
  groupTypeTrait: groupTraits,
  groupValueTrait: () => undefined,
  traitsToIncrement: traitList('traitsToIncrement', 'Add'),
  traitsToSetOnce: traitList('traitsToSetOnce', 'Set Once'),
  traitsToAppend: traitList('traitsToAppend', 'Append'),
  traitsToPrepend: traitList('traitsToPrepend', 'Prepend'),
  appendFieldsToEventProps: ({ appendFieldsToEventProps: fields }) =>
    Object.keys(fields).length === 0
      ? undefined
      : [
          'reproduced',
          `${quoted(Object.values(fields))}: added to the properties of every event. Classic did so in web device mode only.`,
        ],
  batchEvents: onDeviceBatching,
  eventUploadPeriodMillis: () => undefined,
  eventUploadThreshold: () => undefined,
  sendToBatchEndpoint: whenOn(
    'sendToBatchEndpoint',
    'reproduced',
    'Use Batch Endpoint is on in every event subscription.',
  ),
  enableLocationListening: whenOn(
    'enableLocationListening',
    'no_cloud_effect',
    'It let a mobile SDK read the position. Put latitude and longitude in context.location to send them.',
  ),
  forceHttps: whenOn('forceHttps', 'no_cloud_effect', 'Every request uses https.'),
  mapQueryParams: ({ mapQueryParams }) =>
    Object.keys(mapQueryParams).length === 0
      ? undefined
      : [
          'reproduced',
          `${quoted(Object.keys(mapQueryParams))}: the query string of the page, each where it was meant to go. Classic's cloud mode of 2017 sent only the first, and as an event property.`,
        ],
  preferAnonymousIdForDeviceId: whenOn(
    'preferAnonymousIdForDeviceId',
    'reproduced',
    'Device ID is the anonymous id, else context.device.id.',
  ),
  useAdvertisingIdForDeviceId: whenOn(
    'useAdvertisingIdForDeviceId',
    'reproduced',
    'Device ID is context.device.advertisingId, unless it is all zeros or ad tracking is off. Classic did so on devices only.',
  ),
  deviceIdFromUrlParam: whenOn(
    'deviceIdFromUrlParam',
    'not_reproducible',
    'Device ID is amp_device_id of the page that an event comes from. The SDK also remembered it for later pages: call analytics.setAnonymousId() with it on arrival.',
  ),
  saveParamsReferrerOncePerSession: whenOn(
    'saveParamsReferrerOncePerSession',
    'not_reproducible',
    'It needs the state of a session in the browser. Referrer and campaign are set with every event, and initial_… once for good.',
  ),
  unsetParamsReferrerOnNewSession: whenOn(
    'unsetParamsReferrerOnNewSession',
    'reproduced',
    'Referrer and campaign are unset when a session starts, which needs Track Referrer or Track UTM and the events of a session plugin. Amplitude may see the first page before the start of its session.',
  ),
  useAmplitudeReferral: whenOn(
    'useAmplitudeReferral',
    'no_cloud_effect',
    'It let the browser SDK read the referrer. Track Referrer decides what is sent.',
  ),
  trackReferrer: ({ trackReferrer }) =>
    trackReferrer
      ? [
          'reproduced',
          'Referrer and referring domain become user properties, initial_… once, on events and identifies. Classic did so in web device mode, on page calls.',
        ]
      : ['reproduced', 'No referrer is mapped.'],
  trackUtmProperties: ({ trackUtmProperties }) =>
    trackUtmProperties
      ? ['reproduced', 'The campaign in context.campaign becomes user properties, and initial_utm_… once.']
      : ['reproduced', 'No campaign is mapped.'],
  trackGclid: whenOn(
    'trackGclid',
    'reproduced',
    "Google's click id of the page's URL becomes gclid, and initial_gclid once. Classic did so in web device mode only.",
  ),
  sendAlias: ({ sendAlias }) =>
    sendAlias
      ? [
          'reproduced',
          'Alias calls map previousId to userId; integrations.Amplitude.unmap unmaps. Needs the Portfolio add-on.',
        ]
      : ['reproduced', 'Alias calls are not subscribed.'],
  trackRevenuePerProduct: whenOn(
    'trackRevenuePerProduct',
    'reproduced',
    'Revenue goes on each Product Purchased event and not on the order. Each product needs a price and a quantity.',
  ),
  useLogRevenueV2: ({ useLogRevenueV2 }) => [
    'no_cloud_effect',
    `It chose how an SDK logs revenue (${useLogRevenueV2 ? 'V2' : 'the old way'}). Any track call with revenue goes to Log Purchase.`,
  ],
  trackSessionEvents: whenOn(
    'trackSessionEvents',
    'reproduced',
    'Browsers track session_started and session_ended; Segment’s Kotlin and Swift plugins session_start and session_end. The names differ from those of Amplitude’s SDKs.',
  ),
  useCustomAmplitudeProperties: ({ useCustomAmplitudeProperties }) =>
    useCustomAmplitudeProperties
      ? ['reproduced', 'language and country stay among the properties of an event.']
      : [
          'reproduced',
          'language and country are taken out of the properties of an event; a country there still becomes that of the user, as in Classic.',
        ],
};
