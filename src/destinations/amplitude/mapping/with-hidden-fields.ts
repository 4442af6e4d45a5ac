import { isJsonObject } from '../../../json-object';
import { isBlank } from './blank';
import { CAPTURED, readCaptured } from './read-captured';

interface HiddenFields {
  message_id?: unknown;
  anonymous_id?: unknown;
}

/** The keys of a Segment event that the hidden fields are read from. */
interface EventIds {
  messageId?: unknown;
  anonymousId?: unknown;
}

/**
 * The payload with the fields that a mapping saved for Segment's own destination does not know: the message id, from
 * which an insert id is made, the anonymous id, which stands in for a useless device id, and what the attribution plugin
 * found. They are read from the event.
 *
 * @param event The Segment event that the payload was made from, if the host gives it.
 * @param mapping The mapping of the subscription, if the host gives it.
 */
export function withHiddenFields<Payload extends object>(
  payload: Payload & HiddenFields,
  event: unknown,
  mapping: unknown,
): Payload {
  if (!isJsonObject(event)) return payload;
  const { message_id, anonymous_id } = toHiddenFields(payload, event, leavesDeviceIdOut(mapping));
  const isSaved = CAPTURED in payload || (isJsonObject(mapping) && CAPTURED in mapping);
  const captured = isSaved ? undefined : readCaptured(event.integrations);
  if (captured !== undefined) return { ...payload, message_id, anonymous_id, [CAPTURED]: captured };
  if (message_id === payload.message_id && anonymous_id === payload.anonymous_id) return payload;
  return { ...payload, message_id, anonymous_id };
}

/** What is mapped, else what the event says. */
export function toHiddenFields(
  { message_id, anonymous_id }: HiddenFields,
  { messageId, anonymousId }: EventIds,
  isDeviceIdLeftOut: boolean,
): HiddenFields {
  const anonymous = isBlank(anonymous_id) ? anonymousId : anonymous_id;
  return {
    message_id: isBlank(message_id) ? messageId : message_id,
    anonymous_id: isDeviceIdLeftOut ? undefined : anonymous,
  };
}

/**
 * Whether a mapping leaves the device id out: then the anonymous id must not take its place, since someone wants none
 * sent. Of a mapping that is one directive as a whole nobody knows.
 */
export function leavesDeviceIdOut(mapping: unknown): boolean {
  if (!isJsonObject(mapping) || !isBlank(mapping.device_id)) return false;
  return !Object.keys(mapping).some((key) => key.startsWith('@') || key === ROOT_DIRECTIVE);
}

/** The framework keeps a directive for the whole payload under this key. */
const ROOT_DIRECTIVE = '__segment_internal_directive';
