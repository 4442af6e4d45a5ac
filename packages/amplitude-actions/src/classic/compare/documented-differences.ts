import get from 'lodash.get';
import type { ClassicSettings } from '../classic-settings';
import type { RawDifference } from './differences';
import { isOrderInOtherSpelling, isTraitInOtherCase } from './spelling';

/** A difference that is meant to be, with the reason. `docs/classic.md` lists them under the same names. */
export interface DocumentedDifference {
  kind: string;
  why: string;
  isDocumented: boolean;
}

/** The event that a difference is found in. */
export interface Compared {
  event: Record<string, unknown>;
  settings: ClassicSettings;
  optedOut: { classic: boolean; actions: boolean };
}

interface Known {
  kind: string;
  why: string;
  /** True for a difference that is known and needs a look all the same. */
  needsALook?: true;
  applies: (difference: RawDifference, compared: Compared) => boolean;
}

const isNew = ({ classic, actions }: RawDifference) => classic === undefined && actions !== undefined;
const isGone = ({ classic, actions }: RawDifference) => classic !== undefined && actions === undefined;
const at =
  (pattern: RegExp) =>
  ({ path }: RawDifference) =>
    pattern.test(path);

const known: readonly Known[] = [
  {
    kind: 'opt-out of one side',
    why: 'the event keeps itself from one of the two destinations by its integrations',
    applies: (_, { optedOut }) => optedOut.classic !== optedOut.actions,
  },
  {
    kind: 'trait spelling',
    why: 'the settings name the trait in another case: a mapping finds it as it is spelt, Classic found it in any case',
    applies: (difference, { event, settings }) => isTraitInOtherCase(difference, event, settings),
  },
  {
    kind: 'order spelling',
    why: 'only "Order Completed" and "Completed Order" are orders now; Classic took any case: mend the name where it is tracked',
    needsALook: true,
    applies: (difference, { event }) =>
      isOrderInOtherSpelling(event) &&
      at(/^call event:Product Purchased$|^event_properties\.products$|^revenue$/)(difference),
  },
  {
    kind: 'insert_id',
    why: 'every event carries an insert_id, so that a retry is never counted twice; Classic sent none',
    applies: (difference) => at(/^insert_id$/)(difference) && isNew(difference),
  },
  {
    kind: 'first touch',
    why: 'the first campaign and referrer are kept as initial_… (set once), as Amplitude’s SDKs do',
    applies: (difference) =>
      at(/^user_properties\.\$setOnce\.initial_(utm_\w+|referr\w+|gclid)$/)(difference) && isNew(difference),
  },
  {
    kind: 'device mode setting',
    why: 'Classic read the setting on the device only; the subscriptions honour it in cloud mode too',
    applies: (difference, { settings }) => isDeviceModeSetting(difference, settings),
  },
  {
    kind: 'language',
    why: 'the locale is sent as it is (en-US), and Amplitude names it; Classic sent the name (English)',
    applies: at(/^language$/),
  },
  {
    kind: 'country of the locale',
    why: 'a locale names a language, not a place; Amplitude finds the country from the IP address',
    applies: (difference, { event }) =>
      at(/^country$/)(difference) && typeof get(event, 'context.locale') === 'string',
  },
  {
    kind: 'place of the context',
    why: 'country, region and city of context.location are sent where traits and properties have none',
    applies: (difference, { event }) =>
      at(/^(country|region|city)$/)(difference) &&
      difference.actions === get(event, `context.location.${difference.path}`),
  },
  {
    kind: 'platform spelling',
    why: 'ios and android are spelt iOS and Android, as Amplitude does',
    applies: (difference) =>
      at(/^platform$/)(difference) &&
      String(difference.classic).toLowerCase() === String(difference.actions).toLowerCase(),
  },
  {
    kind: 'time of a group call',
    why: 'joining a group carries the time of the call; no public source shows that of Classic',
    applies: (difference) => at(/^time$/)(difference) && difference.call === '$identify' && isNew(difference),
  },
  {
    kind: 'revenue type',
    why: 'revenue without a type is a "Purchase"; Classic sent no type',
    applies: (difference) => at(/^revenueType$/)(difference) && isNew(difference),
  },
  {
    kind: 'currency',
    why: 'the currency goes where Amplitude reads it since 2025',
    applies: (difference) => at(/^currency$/)(difference) && isNew(difference),
  },
  {
    kind: 'default quantity',
    why: 'a price without a quantity is sent without; Classic added 1, which Amplitude assumes anyway',
    applies: (difference) => at(/^quantity$/)(difference) && isGone(difference) && difference.classic === 1,
  },
  {
    kind: 'session in seconds',
    why: 'a session id in seconds becomes milliseconds, which is what Amplitude reads; Classic sent it as given',
    applies: (difference) =>
      at(/^session_id$/)(difference) && Number(difference.classic) * 1000 === difference.actions,
  },
  {
    kind: 'out of session',
    why: 'outOfSession gives session -1 in cloud mode too; Classic heard it on devices only',
    applies: (difference) => at(/^session_id$/)(difference) && difference.actions === -1,
  },
  {
    kind: 'session plugin',
    why: 'the session of a Segment session plugin is used; Classic knew its own option only',
    applies: (difference, { event }) =>
      at(/^session_id$/)(difference) &&
      get(event, ['integrations', 'Actions Amplitude', 'session_id']) !== undefined,
  },
  {
    kind: 'user agent',
    why: 'system and device are read from any user agent; Classic read those of analytics.js, and not the maker',
    applies: (difference, { event }) =>
      at(/^(os_name|os_version|device_model|device_manufacturer)$/)(difference) &&
      isNew(difference) &&
      typeof get(event, 'context.userAgent') === 'string',
  },
  {
    kind: 'refused id',
    why: 'an id that Amplitude’s HTTP V2 refuses (shorter than 5 characters, "null", …) is left out, so that the event is kept',
    applies: (difference) => at(/^(user_id|device_id)$/)(difference) && isGone(difference),
  },
];

/** Calls and keys that come from settings without an effect in Classic's cloud mode. */
function isDeviceModeSetting(difference: RawDifference, settings: ClassicSettings): boolean {
  const patterns: [on: boolean, path: RegExp][] = [
    [settings.trackReferrer, /^user_properties\.\$set\.(referrer|referring_domain)$/],
    [settings.trackGclid, /^user_properties\.\$set\.gclid$/],
    [settings.versionName !== '', /^app_version$/],
    [settings.useAdvertisingIdForDeviceId || settings.deviceIdFromUrlParam, /^device_id$/],
    [settings.trackAllPagesV2, /^call event:Loaded a Screen$/],
    [settings.trackProductsOnce, /^call event:Product Purchased$|^event_properties\.products$/],
    [settings.unsetParamsReferrerOnNewSession, /^call identify:/],
  ];
  const appended = Object.values(settings.appendFieldsToEventProps).map((name) => `event_properties.${name}`);
  return (
    patterns.some(([on, pattern]) => on && pattern.test(difference.path)) ||
    appended.some((path) => difference.path === path || difference.path.startsWith(`${path}.`))
  );
}

/** The difference of the documentation that this one is, if it is one. */
export function documented(difference: RawDifference, compared: Compared): DocumentedDifference | undefined {
  const found = known.find(({ applies }) => applies(difference, compared));
  return found && { kind: found.kind, why: found.why, isDocumented: found.needsALook !== true };
}
