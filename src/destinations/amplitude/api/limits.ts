import type { AmplitudeObject } from '../event/amplitude-event';
import { isJsonObject } from '../event/json-object';
import type { IngestionEndpoint } from './endpoints';
import { isJsonEndpoint } from './item';
import type { Parcel } from './item';

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

const separatorBytes = { json: ','.length, form: '%2C'.length };

/** A request being filled: answers whether more fits. */
export class RequestSize {
  private bytes = 0;
  private objects = 0;
  private properties = 0;

  /** `envelopeBytes`: the body around the objects. */
  constructor(
    private readonly limits: Limits,
    private readonly envelopeBytes: number,
  ) {}

  fits(parcels: Parcel[]): boolean {
    const sum = this.with(parcels);
    return (
      sum.bytes + this.envelopeBytes < this.limits.maxBytes &&
      sum.objects <= this.limits.maxObjects &&
      sum.properties <= (this.limits.maxProperties ?? Infinity)
    );
  }

  add(parcels: Parcel[]): void {
    Object.assign(this, this.with(parcels));
  }

  private with(parcels: Parcel[]) {
    let { bytes, objects, properties } = this;
    for (const parcel of parcels) {
      bytes += parcel.bytes + (isJsonEndpoint(parcel.endpoint) ? separatorBytes.json : separatorBytes.form);
      objects += 1;
      properties += countProperties(parcel.object);
    }
    return { bytes, objects, properties };
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
