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
  const json = JSON.stringify(object);
  noticeLimits(object, json, notices);
  const minIdLength = toMinIdLength(source);
  if (endpoint === 'groupidentify' || endpoint === 'usermap') return { endpoint, object, minIdLength, json };
  const insert_id = toInsertId(source, json, notices);
  if (insert_id === undefined) return { endpoint, object, minIdLength, json };
  object.insert_id = insert_id;
  const last = `,"insert_id":${JSON.stringify(insert_id)}}`;
  return {
    endpoint,
    object,
    minIdLength,
    json: json.slice(0, -1) + last,
    // Counted in parts: counting the whole would copy it, and the body copies it once more.
    bytes: Buffer.byteLength(json) - 1 + Buffer.byteLength(last),
  };
}
