import type { Item } from '../api/item';
import type { AmplitudeObject } from '../amplitude-event';
import { toMinIdLength } from './ids';
import type { EventPayload } from './to-event';

/** An event on its way to the endpoint that its payload chooses. */
export function toEventItem(event: AmplitudeObject, payload: EventPayload): Item {
  return {
    endpoint: payload.use_batch_endpoint ? 'batch' : 'httpapi',
    object: event,
    minIdLength: toMinIdLength(payload),
  };
}
