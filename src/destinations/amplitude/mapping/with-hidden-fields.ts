import { isJsonObject } from '../../../json-object';
import { isBlank } from './blank';

interface HiddenFields {
  message_id?: unknown;
  anonymous_id?: unknown;
}

/**
 * The payload with the hidden fields that a mapping saved for Segment's own destination does not know: the message id,
 * from which an insert id is made, and the anonymous id, which stands in for a useless device id. They are read from the
 * event. Where the mapping leaves the device id out, the anonymous id is left out with it: someone wants none sent.
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
  const message_id = isBlank(payload.message_id) ? event.messageId : payload.message_id;
  const anonymous = isBlank(payload.anonymous_id) ? event.anonymousId : payload.anonymous_id;
  const anonymous_id = isJsonObject(mapping) && isBlank(mapping.device_id) ? undefined : anonymous;
  if (message_id === payload.message_id && anonymous_id === payload.anonymous_id) return payload;
  return { ...payload, message_id, anonymous_id };
}
