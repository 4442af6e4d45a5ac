import { PayloadValidationError, type JSONLikeObject } from '@segment/actions-core';
import type { PayloadOf, everyEvent } from '../fields';
import { COPIED_EVENT_KEYS, type AmplitudeObject } from '../amplitude-event';
import { fill, isBlank } from './blank';
import { toEpochMs } from './epoch-ms';
import { requireIds } from './ids';
import { toInsertId } from './insert-id';
import { toLandingOperations } from './landing-operations';
import { toLibrary } from './library';
import type { Notice } from '../notice';
import { toPlatform } from './platform';
import { toUserAgentKeys } from './user-agent';
import { toUserProperties, type UserPropertySource } from './user-properties';

/** The payload that every event action has in common. */
export type EventPayload = PayloadOf<typeof everyEvent>;

/** What the action adds to the user's properties; see {@link toUserProperties}. */
export type PropertyAdditions = Pick<UserPropertySource, 'attribution' | 'explicit'>;

/** One event of the HTTP V2 API. Throws a PayloadValidationError for an event without a type or a good id. */
export function toEvent(
  payload: EventPayload,
  additions: PropertyAdditions,
): { event: AmplitudeObject; notices: Notice[] } {
  if (isBlank(payload.event_type)) {
    throw new PayloadValidationError(
      'Amplitude needs an event_type: it is empty. Check the Event Type mapping.',
    );
  }
  const { ids, notices: idNotices } = requireIds(payload);
  const { properties, notices } = toUserProperties({
    properties: payload.user_properties,
    landing: payload.landing && toLandingOperations(payload.landing),
    ...additions,
  });
  const event: JSONLikeObject = {};
  fill(event, toUserAgentKeys(payload));
  fill(event, payload, COPIED_EVENT_KEYS);
  fill(event, ids);
  fill(event, {
    event_type: payload.event_type,
    time: toEpochMs(payload.time),
    session_id: toEpochMs(payload.session_id),
    user_properties: properties,
    platform: toPlatform(payload.platform, payload.library),
    library: toLibrary(payload.library2),
    insert_id: toInsertId(payload, payload.event_type),
  });
  return { event, notices: [...idNotices, ...notices] };
}
