import type { AmplitudeObject } from '../amplitude-event';
import type { IngestionEndpoint } from './endpoints';

/** One object on its way to one endpoint. */
export interface Item {
  endpoint: IngestionEndpoint;
  object: AmplitudeObject;
  /** `options.min_id_length` of the request that carries it. */
  minIdLength?: number;
}

/** An item of a delivery: it knows its place, its payload and its bytes, which are made once. */
export interface Parcel extends Item {
  /** Index among the parcels of the delivery. */
  index: number;
  /** Index of the payload it was made from. */
  payload: number;
  /** The object as it stands in the body. */
  encoded: string;
  /** UTF-8 bytes of `encoded`. */
  bytes: number;
}

/** Serialises the items of one payload, each once. Throws for what JSON cannot say, such as an object within itself. */
export function toParcels(items: Item[], payload: number, firstIndex: number): Parcel[] {
  return items.map(({ endpoint, object, minIdLength }, offset) => {
    const json = JSON.stringify(object);
    const encoded = isJsonEndpoint(endpoint) ? json : encodeURIComponent(json);
    return {
      endpoint,
      object,
      minIdLength,
      index: firstIndex + offset,
      payload,
      encoded,
      bytes: Buffer.byteLength(encoded),
    };
  });
}

/** Whether the body is JSON; the others are forms with JSON inside. */
export function isJsonEndpoint(endpoint: IngestionEndpoint): boolean {
  return endpoint === 'httpapi' || endpoint === 'batch';
}

/** What a parcel shares with others whose order counts: its payload, its ids, its group. */
export function toOrderKeys({ payload, object }: Parcel): string[] {
  const { user_id, device_id, group_type, group_value } = object;
  const keys = [`payload ${payload}`];
  if (typeof user_id === 'string') keys.push(`user ${user_id}`);
  if (typeof device_id === 'string') keys.push(`device ${device_id}`);
  if (typeof group_type === 'string' && typeof group_value === 'string') {
    keys.push(`group ${group_type} ${group_value}`);
  }
  return keys;
}
