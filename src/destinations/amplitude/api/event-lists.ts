/** Why Amplitude names an event: its device is silenced for good, or its user or device is over a quota or a rate. */
export type ListedKind = 'silenced' | 'daily-quota' | 'rate';

/** Of these, the ones that pass with time. */
export type Throttle = Exclude<ListedKind, 'silenced'>;

interface EventList {
  /** The list's name in Amplitude's answer. */
  key: string;
  /** What it lists: places in the request, or ids. Ids come as a list, or as the keys of a map. */
  by: 'index' | 'user_id' | 'device_id';
  kind: ListedKind;
}

/**
 * The lists in a 400 or 429 that name events or ids (HTTP V2 and Batch Event Upload, 400 and 429), by weight: what
 * stands in several counts for the first.
 */
export const EVENT_LISTS: readonly EventList[] = [
  { key: 'silenced_events', by: 'index', kind: 'silenced' },
  { key: 'silenced_devices', by: 'device_id', kind: 'silenced' },
  { key: 'exceeded_daily_quota_users', by: 'user_id', kind: 'daily-quota' },
  { key: 'exceeded_daily_quota_devices', by: 'device_id', kind: 'daily-quota' },
  { key: 'throttled_events', by: 'index', kind: 'rate' },
  { key: 'throttled_users', by: 'user_id', kind: 'rate' },
  { key: 'throttled_devices', by: 'device_id', kind: 'rate' },
];

/**
 * The lists in a 400 that name a field and the places of the events that have it wrong.
 * `events_with_invalid_id_lengths` is not documented; Amplitude's own SDKs handle it.
 */
export const FIELD_LISTS: readonly { key: string; fault: string }[] = [
  { key: 'events_with_invalid_fields', fault: 'is invalid' },
  { key: 'events_with_missing_fields', fault: 'is missing' },
  { key: 'events_with_invalid_id_lengths', fault: 'is too short' },
];
