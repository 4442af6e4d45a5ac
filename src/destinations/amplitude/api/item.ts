import type { AmplitudeObject } from '../amplitude-event';
import type { IngestionEndpoint } from './endpoints';

/** One object on its way to one endpoint. */
export interface Item {
  endpoint: IngestionEndpoint;
  object: AmplitudeObject;
  /** `options.min_id_length` of the request that carries it. */
  minIdLength?: number;
  /** The object as JSON, where the mapping has made it already. */
  json?: string;
  /** UTF-8 bytes of `json`. */
  bytes?: number;
}

/** An item of a delivery: it knows its place, its payload and its bytes, which are made once. */
export interface EncodedItem extends Item {
  /** Its place among the items of the delivery. */
  index: number;
  /** The place of the payload it was made from. */
  payloadIndex: number;
  /** The object as it stands in the body. */
  encoded: string;
  /** UTF-8 bytes of `encoded`. */
  bytes: number;
}

/** Serialises the items of one payload, each once. Throws for what JSON cannot say, such as an object within itself. */
export function encodeItems(items: Item[], payloadIndex: number, firstIndex: number): EncodedItem[] {
  return items.map((item, offset) => {
    const { endpoint, object, minIdLength, json = JSON.stringify(object) } = item;
    const isJson = isJsonEndpoint(endpoint);
    const encoded = isJson ? json : encodeURIComponent(json);
    return {
      endpoint,
      object,
      minIdLength,
      index: firstIndex + offset,
      payloadIndex,
      encoded,
      bytes: (isJson ? item.bytes : undefined) ?? Buffer.byteLength(encoded),
    };
  });
}

/** Whether the body is JSON; the others are forms with JSON inside. */
export function isJsonEndpoint(endpoint: IngestionEndpoint): boolean {
  return endpoint === 'httpapi' || endpoint === 'batch';
}

/** What an item shares with others whose order counts: its payload, its ids, its group. */
export function toOrderKeys({ payloadIndex, object }: EncodedItem): string[] {
  const { user_id, device_id, group_type, group_value } = object;
  const keys = [`payload ${payloadIndex}`];
  if (typeof user_id === 'string') keys.push(`user ${user_id}`);
  if (typeof device_id === 'string') keys.push(`device ${device_id}`);
  if (typeof group_type === 'string' && typeof group_value === 'string') {
    keys.push(`group ${group_type} ${group_value}`);
  }
  return keys;
}
