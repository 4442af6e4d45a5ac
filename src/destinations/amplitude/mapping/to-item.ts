import type { Item } from '../api/item';
import type { AmplitudeObject } from '../amplitude-event';
import type { Notice } from '../notice';
import { toMinIdLength } from './ids';
import { toInsertId, type InsertIdSource } from './insert-id';
import { noticeLimits } from './silent-limits';

interface ItemSource extends InsertIdSource {
  min_id_length?: unknown;
}

/** Of an event: the endpoint that its payload chooses. */
export function toEventEndpoint({
  use_batch_endpoint,
}: {
  use_batch_endpoint?: boolean;
}): 'batch' | 'httpapi' {
  return use_batch_endpoint ? 'batch' : 'httpapi';
}

/**
 * An object on its way to an endpoint, serialised once. An event and an identification get their insert id here, since
 * it is made from what is sent; Group Identify and User Mapping know none.
 */
export function toItem(
  endpoint: Item['endpoint'],
  object: AmplitudeObject,
  source: ItemSource,
  notices: Notice[],
): Item {
  const minIdLength = toMinIdLength(source);
  if (endpoint === 'groupidentify' || endpoint === 'usermap') {
    const json = JSON.stringify(object);
    noticeLimits(object, json, notices);
    return { endpoint, object, minIdLength, json };
  }
  const { json, arrival } = toParts(object);
  noticeLimits(object, json, notices);
  const insert_id = toInsertId(source, json, notices);
  if (insert_id !== undefined) object.insert_id = insert_id;
  const last = `${arrival}${insert_id === undefined ? '' : `,"insert_id":${JSON.stringify(insert_id)}`}}`;
  return {
    endpoint,
    object,
    minIdLength,
    json: json.slice(0, -1) + last,
    // Counted in parts: counting the whole would copy it, and the body copies it once more.
    bytes: Buffer.byteLength(json) - 1 + Buffer.byteLength(last),
  };
}

/**
 * The JSON of what an event is, and that of how it came here. A client that has no answer sends an event again: its time,
 * corrected by the moment of arrival, and perhaps its address are others then, and it is the same event.
 */
function toParts(object: AmplitudeObject): { json: string; arrival: string } {
  const { time, ip } = object;
  if (time !== undefined) object.time = undefined;
  if (ip !== undefined) object.ip = undefined;
  const json = JSON.stringify(object);
  if (time !== undefined) object.time = time;
  if (ip !== undefined) object.ip = ip;
  const arrival = JSON.stringify({ time, ip }).slice(1, -1);
  return { json, arrival: arrival === '' ? '' : `,${arrival}` };
}
