import type { JSONLikeObject } from '@segment/actions-core';

/** One object as it goes to Amplitude: an event, an identification or a mapping, already allow-listed. */
export type AmplitudeObject = JSONLikeObject;

/** Keys that are copied from payload to event as they are. Amplitude HTTP V2, "Keys for the event argument". */
export const COPIED_EVENT_KEYS = [
  'event_properties', 'groups', 'app_version', 'os_name', 'os_version', 'device_brand', 'device_manufacturer',
  'device_model', 'carrier', 'country', 'region', 'city', 'dma', 'language', 'location_lat', 'location_lng', 'ip',
  'idfa', 'idfv', 'adid', 'android_id', 'event_id',
] as const; // prettier-ignore

/** The same for an identification. Amplitude Identify API, "identification parameter keys". */
export const COPIED_IDENTIFY_KEYS = [
  'groups', 'app_version', 'os_name', 'os_version', 'device_brand', 'device_manufacturer', 'device_model', 'carrier',
  'country', 'region', 'city', 'dma', 'language', 'start_version',
] as const; // prettier-ignore
