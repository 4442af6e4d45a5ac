import type {
  AmplitudeEvent,
  DeviceAndPlace,
  Identification,
  IngestionMetadata,
  Plan,
} from '../amplitude-event';
import {
  dropped,
  readInteger,
  readKeys,
  readNumber,
  readObject,
  readText,
  toEntries,
  type Reader,
  type ReaderEntries,
  type Readers,
} from './read-value';
import { isJsonObject } from '../../../json-object';
import { readAdvertisingId } from './ids';
import { readGroups } from './groups';
import { readSession, readTime } from './read-time';

/** Keys that stand in an event and in an identification as the field of the same name gives them. */
const COMMON = {
  groups: readGroups,
  app_version: readText,
  os_name: readText,
  os_version: readText,
  device_brand: readText,
  device_manufacturer: readText,
  device_model: readText,
  carrier: readText,
  country: readText,
  region: readText,
  city: readText,
  dma: readText,
  language: readText,
} satisfies Readers<DeviceAndPlace & Identification>;

/** The tracking plan. */
const PLAN = toEntries<Plan>({ branch: readText, source: readText, version: readText, versionId: readText });
const METADATA = toEntries<IngestionMetadata>({ source_name: readText, source_version: readText });

/** Keys of an event that are read from the field of the same name. */
export const EVENT_READERS = {
  ...COMMON,
  time: readTime,
  session_id: readSession,
  event_properties: readObject,
  location_lat: readNumber,
  location_lng: readNumber,
  ip: readText,
  idfa: readAdvertisingId,
  idfv: readText,
  adid: readAdvertisingId,
  android_id: readText,
  android_app_set_id: readText,
  event_id: readInteger,
  partner_id: readText,
  plan: readPart(PLAN),
  ingestion_metadata: readPart(METADATA),
} satisfies Readers<AmplitudeEvent>;

/** Keys of an identification that are read from the field of the same name. */
export const IDENTIFY_READERS = {
  ...COMMON,
  start_version: readText,
  paying: readPaying,
} satisfies Readers<Identification>;

/** An object of which only the keys with a reader leave. */
function readPart<T extends object>(entries: ReaderEntries<T>): Reader<T> {
  const known = new Set<string>(entries.map(([key]) => key));
  return (value, field, notices) => {
    if (!isJsonObject(value)) return readObject(value, field, notices) as undefined;
    const part = {} as T;
    readKeys(part, value, entries, notices, `${field}.`);
    for (const key of Object.keys(value)) {
      if (!known.has(key)) notices.push(dropped(`${field}.${key}`, 'Amplitude documents no such key'));
    }
    return Object.keys(part).length === 0 ? undefined : part;
  };
}

/** Amplitude takes the text "true" or nothing (Identify API, "paying"). */
function readPaying(...[value, field, notices]: Parameters<Reader<'true'>>): 'true' | undefined {
  if (value === true || value === 'true') return 'true';
  if (value !== '') notices.push(dropped(field, 'Amplitude takes "true" or nothing'));
  return undefined;
}
