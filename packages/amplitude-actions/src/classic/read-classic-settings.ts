import { classicDefaults, type ClassicSettings, type QueryTarget } from './classic-settings';
import { ClassicSettingsError } from './classic-settings-error';

/** Thrown by a reader: how a value ought to look, as the end of a sentence. */
class Malformed extends Error {}

type Reader<T> = (value: unknown) => T;
type Readers = { [K in keyof ClassicSettings]: Reader<ClassicSettings[K]> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const flag: Reader<boolean> = (value) => {
  if (typeof value !== 'boolean') throw new Malformed('must be true or false');
  return value;
};

const text: Reader<string> = (value) => {
  if (typeof value !== 'string') throw new Malformed('must be text');
  return value.trim();
};

const key: Reader<string> = (value) => {
  const given = text(value);
  if (given === '') throw new Malformed('is empty: give the API key of the Amplitude project');
  return given;
};

const count: Reader<number> = (value) => {
  if (typeof value !== 'number' || !(value >= 0)) throw new Malformed('must be a number, 0 or more');
  return value;
};

const REGIONS: Readonly<Record<string, ClassicSettings['endpoint']>> = {
  '': 'north_america',
  us: 'north_america',
  north_america: 'north_america',
  'api.amplitude.com': 'north_america',
  'api2.amplitude.com': 'north_america',
  eu: 'europe',
  europe: 'europe',
  'api.eu.amplitude.com': 'europe',
};

const endpoint: Reader<ClassicSettings['endpoint']> = (value) => {
  const given = text(value)
    .toLowerCase()
    .replace(/^https?:\/\/|\/.*$/g, '')
    .replace(/\s+/g, '_');
  const region = REGIONS[given];
  if (region === undefined) throw new Malformed('must name a region: "north_america" or "europe"');
  return region;
};

/** A name that a mapping can hold: it reads names as paths, in which these characters have a meaning of their own. */
const mappable: Reader<string> = (value) => {
  const given = text(value);
  if (/^@|["'[\]]/.test(given)) {
    throw new Malformed(
      `holds the name ${JSON.stringify(given)}: a mapping takes no quotes, brackets or leading @`,
    );
  }
  return given;
};

const traitNames: Reader<string[]> = (value) => {
  if (!Array.isArray(value)) throw new Malformed('must be a list of trait names');
  return [...new Set(value.map(mappable))].filter((name) => name !== '');
};

const fieldNames: Reader<Record<string, string>> = (value) => {
  if (!isRecord(value)) throw new Malformed('must map a path of the event to a property name');
  return Object.fromEntries(
    Object.entries(value).map(([from, to]) => {
      const [path, name] = [mappable(from), mappable(to)];
      if (path === '' || name === '') throw new Malformed('must map a path of the event to a property name');
      return [path, name];
    }),
  );
};

const queryTargets: Reader<Record<string, QueryTarget>> = (value) => {
  const wanted = 'must map a property name to "event_properties" or "user_properties"';
  if (!isRecord(value)) throw new Malformed(wanted);
  return Object.fromEntries(
    Object.entries(value).map(([name, target]) => {
      const known = target === 'event_properties' || target === 'user_properties';
      if (name.trim() === '' || !known) throw new Malformed(wanted);
      return [mappable(name), target];
    }),
  );
};

const readers: Readers = {
  apiKey: key,
  secretKey: text,
  endpoint,
  trackProductsOnce: flag,
  versionName: text,
  trackAllPages: flag,
  trackAllPagesV2: flag,
  trackCategorizedPages: flag,
  trackNamedPages: flag,
  groupTypeTrait: mappable,
  groupValueTrait: mappable,
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

const isSettingName = (name: string): name is keyof ClassicSettings => Object.hasOwn(readers, name);

/**
 * Classic settings as Segment exports them, checked and completed with Classic's defaults. `null` means not set.
 *
 * @throws {ClassicSettingsError} naming every unknown and every malformed setting at once. Values are never repeated
 * but for trait names: a setting may be a secret.
 */
export function readClassicSettings(exported: unknown): ClassicSettings {
  if (!isRecord(exported)) {
    throw new ClassicSettingsError([
      'The settings must be one object, such as {"apiKey": "…", "trackAllPages": true}.',
    ]);
  }
  const set = Object.entries(exported).filter(([, value]) => value !== null && value !== undefined);
  const problems: string[] = [];
  const read: Partial<Record<keyof ClassicSettings, unknown>> = {};
  for (const [name, value] of Object.entries({ apiKey: '', ...Object.fromEntries(set) })) {
    if (isSettingName(name)) read[name] = readOrReport(name, value, problems);
    else problems.push(`"${name}" is not a setting of Amplitude Classic: remove it or mend its spelling.`);
  }
  if (problems.length > 0) throw new ClassicSettingsError(problems);
  return { ...classicDefaults, ...read } as ClassicSettings;
}

function readOrReport(name: keyof ClassicSettings, value: unknown, problems: string[]): unknown {
  try {
    return readers[name](value);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    problems.push(`"${name}" ${error.message}.`);
    return undefined;
  }
}
