import { isJsonObject } from 'segment-actions-amplitude/api';
import type { ClassicSettings, QueryTarget } from '../classic-settings';
import { readEndpoint } from './read-endpoint';
import { Malformed } from './malformed';

type Reader<T> = (value: unknown) => T;
type Readers = { readonly [K in keyof ClassicSettings]: Reader<ClassicSettings[K]> };

/** Empty in any of the ways in which Segment writes that nothing was chosen. */
export const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '');

const FLAGS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  1: true,
  false: false,
  no: false,
  off: false,
  0: false,
};

const flag: Reader<boolean> = (value) => {
  const read = isJsonObject(value) ? undefined : FLAGS[String(value).trim().toLowerCase()];
  if (read === undefined) throw new Malformed('must be true or false');
  return read;
};

const text: Reader<string> = (value) => {
  if (typeof value !== 'string' && typeof value !== 'number') throw new Malformed('must be text');
  return String(value).trim();
};

const key: Reader<string> = (value) => {
  if (typeof value !== 'string') throw new Malformed('must be text');
  return value.trim();
};

const count: Reader<number> = (value) => {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !(number >= 0)) throw new Malformed('must be a number, 0 or more');
  return number;
};

/** A list, or text with commas or lines between the names. */
const traitNames: Reader<string[]> = (value) => {
  const list: unknown[] = typeof value === 'string' ? value.split(/[,\n]/) : asList(value);
  const names = list.filter((each) => !isBlank(each)).map(text);
  return [...new Set(names)];
};

function asList(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isJsonObject(value) && Object.values(value).every(isBlank)) return Object.keys(value);
  throw new Malformed('must be a list of trait names');
}

/** Entries with a name and a value; `{"": ""}` is how Segment's app stores an empty table. */
function entriesOf(value: unknown, wanted: string): [string, unknown][] {
  if (Array.isArray(value) && value.length === 0) return [];
  if (!isJsonObject(value)) throw new Malformed(wanted);
  const filled = Object.entries(value).filter(([name, content]) => !(isBlank(name) && isBlank(content)));
  if (filled.some(([name, content]) => isBlank(name) || isBlank(content))) throw new Malformed(wanted);
  return filled.map(([name, content]) => [name.trim(), content]);
}

const fieldNames: Reader<Record<string, string>> = (value) =>
  Object.fromEntries(
    entriesOf(value, 'must map a path of the event to a property name').map(([path, name]) => [
      path,
      text(name),
    ]),
  );

const queryTargets: Reader<Record<string, QueryTarget>> = (value) => {
  const wanted = 'must map a property name to "event_properties" or "user_properties"';
  return Object.fromEntries(
    entriesOf(value, wanted).map(([name, target]): [string, QueryTarget] => {
      const known = String(target).trim().toLowerCase().replace(/\s+/g, '_');
      if (known !== 'event_properties' && known !== 'user_properties') throw new Malformed(wanted);
      return [name, known];
    }),
  );
};

/** How the value of each setting is read. Each throws {@link Malformed}. */
export const settingReaders: Readers = {
  apiKey: key,
  secretKey: key,
  endpoint: (value) => readEndpoint(text(value)),
  trackProductsOnce: flag,
  versionName: text,
  trackAllPages: flag,
  trackAllPagesV2: flag,
  trackCategorizedPages: flag,
  trackNamedPages: flag,
  groupTypeTrait: text,
  groupValueTrait: text,
  traitsToIncrement: traitNames,
  traitsToSetOnce: traitNames,
  traitsToAppend: traitNames,
  traitsToPrepend: traitNames,
  appendFieldsToEventProps: fieldNames,
  batchEvents: flag,
  eventUploadPeriodMillis: count,
  eventUploadThreshold: count,
  sendToBatchEndpoint: flag,
  enableLocationListening: flag,
  forceHttps: flag,
  mapQueryParams: queryTargets,
  preferAnonymousIdForDeviceId: flag,
  useAdvertisingIdForDeviceId: flag,
  deviceIdFromUrlParam: flag,
  saveParamsReferrerOncePerSession: flag,
  unsetParamsReferrerOnNewSession: flag,
  useAmplitudeReferral: flag,
  trackReferrer: flag,
  trackUtmProperties: flag,
  trackGclid: flag,
  sendAlias: flag,
  trackRevenuePerProduct: flag,
  useLogRevenueV2: flag,
  trackSessionEvents: flag,
  useCustomAmplitudeProperties: flag,
};
