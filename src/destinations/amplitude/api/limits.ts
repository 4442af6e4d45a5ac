import type { AmplitudeObject } from '../amplitude-event';
import { isJsonObject } from '../../../json-object';
import type { IngestionEndpoint } from './endpoints';
import { isJsonEndpoint, type EncodedItem } from './item';

/** What one request may hold. */
export interface Limits {
  /** The body must be smaller, in UTF-8 bytes. */
  maxBytes: number;
  maxObjects: number;
  /** Group properties, summed over the request. */
  maxProperties?: number;
}

/**
 * Amplitude HTTP V2 and Batch, 413; Group Identify and User Mapping, limits. Identify documents none and takes those of
 * Group Identify by choice. 1 MB is read as 10⁶ bytes, the stricter reading.
 */
export const LIMITS: Record<IngestionEndpoint, Limits> = {
  httpapi: { maxBytes: 1_000_000, maxObjects: 2000 },
  batch: { maxBytes: 20_000_000, maxObjects: 2000 },
  identify: { maxBytes: 1_000_000, maxObjects: 1024 },
  groupidentify: { maxBytes: 1_000_000, maxObjects: 1024, maxProperties: 1024 },
  usermap: { maxBytes: 1_000_000, maxObjects: 2000 },
};

/** User Privacy API: user ids in one request. */
export const DELETION_LIMITS = { idsPerRequest: 100 };

const separatorBytes = { json: ','.length, form: '%2C'.length };

/** What items take up in a request. */
export interface Size {
  bytes: number;
  objects: number;
  properties: number;
}

export function sizeOf(items: readonly EncodedItem[]): Size {
  const size = { bytes: 0, objects: items.length, properties: 0 };
  for (const { bytes, endpoint, object } of items) {
    size.bytes += bytes + (isJsonEndpoint(endpoint) ? separatorBytes.json : separatorBytes.form);
    if (endpoint === 'groupidentify') size.properties += countProperties(object);
  }
  return size;
}

/** A request being filled: answers whether more fits. */
export class RequestSize {
  readonly #size: Size = { bytes: 0, objects: 0, properties: 0 };

  /** `envelopeBytes`: the body around the objects. */
  readonly #limits: Limits;
  readonly #envelopeBytes: number;

  constructor(limits: Limits, envelopeBytes: number) {
    this.#limits = limits;
    this.#envelopeBytes = envelopeBytes;
  }

  fits({ bytes, objects, properties }: Size): boolean {
    const { maxBytes, maxObjects, maxProperties = Infinity } = this.#limits;
    return (
      this.#size.bytes + bytes + this.#envelopeBytes < maxBytes &&
      this.#size.objects + objects <= maxObjects &&
      this.#size.properties + properties <= maxProperties
    );
  }

  add({ bytes, objects, properties }: Size): void {
    this.#size.bytes += bytes;
    this.#size.objects += objects;
    this.#size.properties += properties;
  }
}

/** Inside an operation each property counts. */
function countProperties({ group_properties: properties }: AmplitudeObject): number {
  if (!isJsonObject(properties)) return 0;
  let count = 0;
  for (const [key, value] of Object.entries(properties)) {
    count += key.startsWith('$') && isJsonObject(value) ? Object.keys(value).length : 1;
  }
  return count;
}
