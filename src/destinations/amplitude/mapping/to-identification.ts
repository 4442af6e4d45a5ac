import type { JSONLikeObject } from '@segment/actions-core';
import {
  type PayloadOf,
  type attribution,
  type deduplication,
  type device,
  type groups,
  type landing,
  type idLength,
  type identity,
  type library,
  type operations,
  type place,
  type setOnce,
  type userAgent,
} from '../fields';
import { COPIED_IDENTIFY_KEYS, type AmplitudeObject } from '../amplitude-event';
import { toAttribution } from './attribution';
import { fill } from './blank';
import { requireIds } from './ids';
import { toInsertId } from './insert-id';
import { toLandingOperations } from './landing-operations';
import { toLibrary } from './library';
import type { Notice } from '../notice';
import { toPlatform } from './platform';
import { toUserAgentKeys } from './user-agent';
import { toUserProperties } from './user-properties';

type IdentifyFields = typeof identity &
  typeof idLength &
  typeof deduplication &
  typeof groups &
  typeof device &
  typeof place &
  typeof userAgent &
  typeof attribution &
  typeof landing &
  typeof library &
  typeof setOnce &
  typeof operations;

export type IdentifyPayload = PayloadOf<IdentifyFields> & {
  user_properties?: JSONLikeObject;
  paying?: boolean;
  start_version?: string;
};

/** One object of the Identify API. Throws a PayloadValidationError without a good id. */
export function toIdentification(payload: IdentifyPayload): {
  identification: AmplitudeObject;
  notices: Notice[];
} {
  const { ids, notices: idNotices } = requireIds(payload);
  const { setOnce, add, append, prepend, unset } = payload;
  const { properties, notices } = toUserProperties({
    properties: payload.user_properties,
    landing: payload.landing && toLandingOperations(payload.landing),
    attribution: toAttribution(payload),
    explicit: { $setOnce: setOnce, $add: add, $append: append, $prepend: prepend, $unset: unset },
  });
  const identification: JSONLikeObject = {};
  fill(identification, toUserAgentKeys(payload));
  fill(identification, payload, COPIED_IDENTIFY_KEYS);
  fill(identification, ids);
  fill(identification, {
    user_properties: properties,
    platform: toPlatform(payload.platform, payload.library),
    // Amplitude takes the text "true" or nothing (Identify API, "paying").
    paying: payload.paying ? 'true' : undefined,
    library: toLibrary(undefined),
    insert_id: toInsertId(payload),
  });
  return { identification, notices: [...idNotices, ...notices] };
}
