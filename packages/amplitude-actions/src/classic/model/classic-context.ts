import type { Facade } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { toClassicOs } from './classic-os';
import { present } from './wire-call';

/** A Segment message as Amplitude Classic read it: keys in any case, by Segment's own accessor library. */
export type Message = Facade;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const BROWSER_LIBRARY = 'analytics.js';
const PLATFORMS: Readonly<Record<string, string>> = {
  [BROWSER_LIBRARY]: 'Web',
  'analytics-android': 'Android',
  'analytics-ios': 'iOS',
};

/** What Classic said of user, device and place, on events and identifies alike. */
export function toClassicContext(message: Message, settings: ClassicSettings): Record<string, unknown> {
  return present({
    ...toClassicIds(message, settings),
    time: toTime(message),
    library: 'segment',
    app_version: message.proxy('context.app.version'),
    platform: toPlatform(message),
    os_name: message.proxy('context.os.name'),
    os_version: message.proxy('context.os.version'),
    device_brand: message.proxy('context.device.brand'),
    device_manufacturer: message.proxy('context.device.manufacturer'),
    device_model: message.proxy('context.device.model'),
    ...toBrowser(message),
    carrier: message.proxy('context.network.carrier'),
    country: message.country() ?? toLocalName(message, 'region'),
    region: message.region(),
    city: message.city(),
    language: toLocalName(message, 'language'),
  });
}

export function toClassicIds(message: Message, settings: ClassicSettings): Record<string, unknown> {
  const [device, anonymous] = [text(message.proxy('context.device.id')), text(message.anonymousId())];
  return present({
    user_id: message.userId(),
    device_id: settings.preferAnonymousIdForDeviceId ? (anonymous ?? device) : (device ?? anonymous),
  });
}

/** Address and advertising ids, which only events carried. */
export function toEventOnlyContext(message: Message): Record<string, unknown> {
  const os = text(message.proxy('context.os.name'))?.toLowerCase();
  const advertisingId = message.proxy('context.device.advertisingId') ?? message.proxy('context.device.idfa');
  return present({
    ip: message.proxy('context.ip'),
    location_lat: message.proxy('context.location.latitude'),
    location_lng: message.proxy('context.location.longitude'),
    idfa: os === 'ios' ? advertisingId : undefined,
    adid: os === 'android' ? advertisingId : undefined,
  });
}

const libraryOf = (message: Message) => text(message.proxy('context.library.name'));

function toPlatform(message: Message): string | undefined {
  const library = libraryOf(message);
  const known = library === undefined ? undefined : PLATFORMS[library.toLowerCase()];
  const os = text(message.proxy('context.os.name'))?.toLowerCase();
  return known ?? text(message.proxy('context.device.type')) ?? os ?? library;
}

function toBrowser(message: Message) {
  const agent = text(message.proxy('context.userAgent'));
  if (agent === undefined || libraryOf(message) !== BROWSER_LIBRARY) return {};
  return toClassicOs(agent);
}

/** "English" or "United States" from a locale such as en-US. */
function toLocalName(message: Message, part: 'language' | 'region'): string | undefined {
  const locale = text(message.proxy('context.locale')) ?? text(message.proxy('context.locale.language'));
  if (locale === undefined) return undefined;
  try {
    const code = new Intl.Locale(locale.replace('_', '-'))[part];
    return code === undefined ? undefined : new Intl.DisplayNames(['en'], { type: part }).of(code);
  } catch {
    return undefined; // Not a locale: Classic had no name for it either.
  }
}

function toTime(message: Message): number | undefined {
  const given = message.rawEvent().timestamp as unknown;
  const time = new Date(text(given) ?? NaN).getTime();
  return Number.isNaN(time) ? undefined : time;
}
