import { LIMITS, type Limits } from './limits';
import type { Parcel } from './item';
import { envelopeBytes, type Envelope } from './request-body';
import { split } from './split';

/** Parcels that may share a request: one endpoint, one `min_id_length`. */
export class Lane {
  readonly envelope: Envelope;
  /** Bytes of the body around the parcels. */
  readonly overhead: number;
  #limits: Limits;

  constructor(
    first: Parcel,
    readonly parcels: Parcel[],
    apiKey: string,
  ) {
    this.envelope = { endpoint: first.endpoint, minIdLength: first.minIdLength, apiKey };
    this.overhead = envelopeBytes(this.envelope);
    this.#limits = LIMITS[first.endpoint];
  }

  takes({ endpoint, minIdLength }: Parcel): boolean {
    return endpoint === this.envelope.endpoint && minIdLength === this.envelope.minIdLength;
  }

  /** The fewest requests that hold these parcels. */
  split(parcels: Parcel[]): Parcel[][] {
    return split(parcels, this.#limits, this.overhead);
  }

  /** Amplitude found a request too large: from now on none is over half its size. */
  halve(refused: Parcel[]): void {
    const bytes = refused.reduce((sum, parcel) => sum + parcel.bytes, this.overhead);
    this.#limits = {
      ...this.#limits,
      maxBytes: Math.ceil(bytes / 2),
      maxObjects: Math.ceil(refused.length / 2),
    };
  }
}

/** Sorts parcels into lanes, in order of first appearance. */
export function toLanes(parcels: Parcel[], apiKey: string): Lane[] {
  const lanes: Lane[] = [];
  for (const parcel of parcels) {
    const lane = lanes.find((known) => known.takes(parcel));
    if (lane) lane.parcels.push(parcel);
    else lanes.push(new Lane(parcel, [parcel], apiKey));
  }
  return lanes;
}
