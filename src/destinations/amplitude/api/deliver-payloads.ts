import type { Notice } from '../notice';
import type { Result } from './delivery-state';
import type { Throttle } from './event-lists';
import { encodeItems, type EncodedItem, type Item } from './item';
import { ItemSender, type DeliveryHost } from './item-sender';
import { toRedactor, type Redactor } from './redact';
import { findWorst, foldResults, toRefusal, type PayloadAnswer } from './to-answers';

/** What a payload becomes. */
export interface Mapped {
  items: Item[];
  notices: Notice[];
}

/** What became of a payload. */
export interface DeliveredPayload {
  answer: PayloadAnswer;
  /** What was not sent as it was given. */
  notices: readonly Notice[];
  /** With a 429: it is the payload's own user or device that Amplitude asks to wait. */
  throttle?: Throttle;
}

const NO_NOTICES: readonly Notice[] = [];

/**
 * Maps, sends and answers: one answer and its notices for each payload, in order. Never throws for what a payload or
 * Amplitude did.
 *
 * @example
 * const [first] = await deliverPayloads(payloads, toItems, { transport, settings, options: {} });
 * console.log(first?.answer.status, first?.notices);
 */
export async function deliverPayloads<Payload>(
  payloads: readonly Payload[],
  toItems: (payload: Payload) => Mapped,
  host: DeliveryHost,
): Promise<DeliveredPayload[]> {
  const items: EncodedItem[] = [];
  const mapped = payloads.map((payload, index) => mapPayload(payload, toItems, index, items));
  const redactor = toRedactor(host.settings);
  const results = await new ItemSender(host).sendAll(items);
  return mapped.map((payload) => toDelivered(payload, items, results, redactor));
}

/** A payload's place among all items, or why it has none. */
interface MappedPayload {
  first: number;
  end: number;
  notices: readonly Notice[];
  refusal?: PayloadAnswer;
}

function mapPayload<Payload>(
  payload: Payload,
  toItems: (payload: Payload) => Mapped,
  index: number,
  items: EncodedItem[],
): MappedPayload {
  const first = items.length;
  try {
    const { items: own, notices } = toItems(payload);
    for (const item of encodeItems(own, index, first)) items.push(item);
    return { first, end: items.length, notices };
  } catch (error) {
    return { first, end: first, notices: NO_NOTICES, refusal: toRefusal(error) };
  }
}

function toDelivered(
  { refusal, first, end, notices }: MappedPayload,
  items: readonly EncodedItem[],
  results: readonly Result[],
  redactor: Redactor,
): DeliveredPayload {
  if (refusal) return { answer: refusal, notices };
  const own = results.slice(first, end);
  const delivered: DeliveredPayload = {
    answer: foldResults(items.slice(first, end), own, redactor),
    notices: withNoticesOf(own, notices),
  };
  const throttle = findWorst(own)?.throttle;
  if (throttle !== undefined) delivered.throttle = throttle;
  return delivered;
}

function withNoticesOf(results: Result[], notices: readonly Notice[]): readonly Notice[] {
  if (results.every(({ notice }) => notice === undefined)) return notices;
  return [...notices, ...new Set(results.flatMap(({ notice }) => notice ?? []))];
}
