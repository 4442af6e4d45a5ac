import type { Notice } from '../notice';
import { Delivery, type Host } from './delivery';
import { toParcels, type Item, type Parcel } from './item';
import { foldResults, toRefusal, type PayloadAnswer } from './to-answers';

/** What a payload becomes. */
export interface Mapped {
  items: Item[];
  notices: Notice[];
}

/** Maps, sends and answers: exactly one answer for each payload, in order. Never throws for what a payload or Amplitude did. */
export async function deliver<Payload>(
  payloads: Payload[],
  toItems: (payload: Payload) => Mapped,
  host: Host,
): Promise<PayloadAnswer[]> {
  const refusals = new Map<number, PayloadAnswer>();
  const parcels: Parcel[] = [];
  payloads.forEach((payload, index) => {
    try {
      const { items, notices } = toItems(payload);
      parcels.push(...toParcels(items, index, parcels.length));
      host.reporter.add(notices);
    } catch (error) {
      refusals.set(index, toRefusal(error));
    }
  });

  const results = await new Delivery(host).run(parcels);
  host.reporter.flush();

  const byPayload = payloads.map((): { parcels: Parcel[]; results: typeof results } => ({
    parcels: [],
    results: [],
  }));
  parcels.forEach((parcel, index) => {
    const own = byPayload[parcel.payload];
    const result = results[index];
    if (own === undefined || result === undefined) return;
    own.parcels.push(parcel);
    own.results.push(result);
  });
  return byPayload.map((own, index) => refusals.get(index) ?? foldResults(own.parcels, own.results));
}
