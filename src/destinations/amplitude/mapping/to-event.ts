import { PayloadValidationError } from '@segment/actions-core';
import type { AmplitudeEvent } from '../amplitude-event';
import type { PayloadOf, everyEvent } from '../fields';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { withCaptured } from './captured-attribution';
import { requireIds } from './ids';
import { toLandingOperations } from './landing-operations';
import { toLibrary } from './library';
import { toPlatform } from './platform';
import { EVENT_READERS } from './read-fields';
import { readKeys, readObject, readText, toEntries } from './read-value';
import { toUserAgentKeys } from './user-agent';
import type { PropertySource } from './property-source';
import { toUserProperties } from './user-properties';

/** The payload that every event action has in common. */
export type EventPayload = PayloadOf<typeof everyEvent>;

/** What the action adds to the user's properties; see {@link toUserProperties}. */
export type PropertyAdditions = Pick<PropertySource, 'attribution' | 'explicit'>;

const READERS = toEntries<AmplitudeEvent>(EVENT_READERS);

/**
 * One event of the HTTP V2 API, its insert id aside. Throws a PayloadValidationError for an event without a type or a
 * good id.
 */
export function toEvent(
  payload: EventPayload,
  additions: PropertyAdditions,
  notices: Notice[],
): AmplitudeEvent {
  const event: AmplitudeEvent = { event_type: requireEventType(payload.event_type, notices) };
  const { user_id, device_id } = requireIds(payload, notices);
  if (user_id !== undefined) event.user_id = user_id;
  if (device_id !== undefined) event.device_id = device_id;
  readKeys(event, payload, READERS, notices);
  addUserAgentKeys(event, toUserAgentKeys(payload, notices));
  const platform = toPlatform(payload.platform, payload.library, notices);
  if (platform !== undefined) event.platform = platform;
  const given: PropertySource = {
    properties: readObject(payload.user_properties, 'user_properties', notices),
    landing: toLandingOperations(payload.landing, notices),
    ...additions,
  };
  const source = withCaptured(given, payload.autocapture_attribution, notices);
  const properties = toUserProperties(source, notices);
  if (properties !== undefined) event.user_properties = properties;
  event.library = toLibrary(payload.library2, notices);
  if (payload.skip_user_properties_sync === true) event.$skip_user_properties_sync = true;
  return event;
}

/** What the mapping says wins over what the user agent says. */
export function addUserAgentKeys<T extends object>(target: T, keys: Partial<T>): void {
  for (const key in keys) {
    const value = keys[key];
    if (target[key] === undefined && !isBlank(value)) target[key] = value as T[Extract<keyof T, string>];
  }
}

function requireEventType(value: unknown, notices: Notice[]): string {
  const type = readText(value, 'event_type', notices);
  if (type !== undefined) return type;
  const fault = isBlank(value) ? 'it is empty' : 'it is not text';
  throw new PayloadValidationError(`Amplitude needs an event_type: ${fault}. Check the Event Type mapping.`);
}
