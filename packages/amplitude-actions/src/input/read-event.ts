import { isJsonObject } from 'segment-actions-amplitude/api';
import { type InputRecord } from './input-record';
import { parseJson } from './parse-json';
import { isTooDeep, MAX_DEPTH, mayBeTooDeep, TOO_DEEP, writeDeep } from './too-deep';

/** What a dead letter carries beside its event; `send` reads it back, so that the file can be fixed and sent again. */
export interface Rejection {
  /** One sentence: who refused it and why. */
  reason: string;
  /** The HTTP status that the reason stands for. */
  status?: number;
  /** The subscriptions that are to be tried again: those that were delivered stay delivered. */
  subscriptions?: readonly string[];
  /** Where the event stood. */
  place: string;
  /** Of an event without a messageId: what its id at Amplitude is made from, so that it stays the same. */
  origin?: string;
  /** The text of a record that is no event, in place of one. */
  text?: string;
  /** Its bytes, where it is no text. */
  base64?: string;
}

export const REJECTION_KEY = '_rejected';

export interface EventToSend {
  event: Record<string, unknown>;
  /** From a dead letter: only these are still due. */
  subscriptions?: readonly string[];
  /** From a dead letter, as there. */
  origin?: string;
  place?: string;
}

/** Why there is no event, and what was there. */
export interface NoEvent {
  problem: string;
  text?: string;
  base64?: string;
  /** From a dead letter, as there. */
  place?: string;
}

export type ReadEvent = EventToSend | NoEvent;

/**
 * The events of a record: one, those of an envelope (`{"batch": […]}`, as Segment's libraries post it) or of a list,
 * or that of a dead letter.
 */
export function readEvents({ content }: InputRecord): ReadEvent[] {
  if ('problem' in content) {
    const { problem, start, base64 } = content;
    return [base64 === undefined ? { problem, text: start } : { problem, base64 }];
  }
  if ('value' in content) return toEvents(content.value).map((read) => refuseDeep(read));
  return readText(content.text);
}

/** The first event of a record, for commands that look at one at a time. */
export function readEvent(record: InputRecord): ReadEvent {
  return readEvents(record)[0] ?? { problem: 'an envelope without events' };
}

function readText(text: string): ReadEvent[] {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    return [{ problem: `not valid JSON: ${(error as Error).message}`, text }];
  }
  const reads = toEvents(value, text);
  if (!mayBeTooDeep(text)) return reads;
  return reads.map((read) => refuseDeep(read, 'event' in read && read.event === value ? text : undefined));
}

/** An event that could be neither mapped nor written down is none; `text` is that of the event alone, where at hand. */
function refuseDeep(read: ReadEvent, text?: string): ReadEvent {
  if ('problem' in read || !isTooDeep(read.event)) return read;
  const place = read.place === undefined ? {} : { place: read.place };
  return { problem: TOO_DEEP, text: text ?? writeDeep(read.event), ...place };
}

/** `depth` counts the lists and envelopes around the value. */
function toEvents(value: unknown, text?: string, depth = 0): ReadEvent[] {
  if (depth > MAX_DEPTH) return [{ problem: TOO_DEEP, text: writeDeep(value) }];
  if (Array.isArray(value)) {
    return value.flatMap((element: unknown) => toEvents(element, undefined, depth + 1));
  }
  if (!isJsonObject(value)) {
    return [
      { problem: 'not a JSON object, so it is no Segment event', text: text ?? JSON.stringify(value) ?? '' },
    ];
  }
  if (value.type === undefined && Array.isArray(value.batch)) return unpack(value, value.batch, depth);
  return REJECTION_KEY in value ? [readLetter(value)] : [{ event: value }];
}

/** What an envelope says once holds for each of its events, as in Segment's HTTP API; their own values win. */
function unpack(envelope: Record<string, unknown>, batch: readonly unknown[], depth: number): ReadEvent[] {
  const { context, integrations, sentAt, receivedAt } = envelope;
  return batch.flatMap((element) => {
    if (!isJsonObject(element)) return toEvents(element, undefined, depth + 1);
    const event: Record<string, unknown> = { ...element };
    for (const [key, shared] of Object.entries({ context, integrations })) {
      if (isJsonObject(shared)) event[key] = { ...shared, ...(isJsonObject(event[key]) && event[key]) };
    }
    for (const [key, shared] of Object.entries({ sentAt, receivedAt })) {
      if (shared !== undefined) event[key] ??= shared;
    }
    return toEvents(event, undefined, depth + 1);
  });
}

function readLetter({ [REJECTION_KEY]: rejection, ...event }: Record<string, unknown>): ReadEvent {
  if (!isJsonObject(rejection)) return { event };
  const { text, base64, origin, reason } = rejection;
  const place = typeof rejection.place === 'string' ? { place: rejection.place } : {};
  if (typeof base64 === 'string') {
    return { problem: typeof reason === 'string' ? reason : 'not UTF-8', base64, ...place };
  }
  if (typeof text === 'string') {
    return { ...(readText(text)[0] ?? { problem: 'an envelope without events', text }), ...place };
  }
  const subscriptions = Array.isArray(rejection.subscriptions)
    ? { subscriptions: rejection.subscriptions.map(String) }
    : {};
  return { event, ...subscriptions, ...(typeof origin === 'string' && { origin }), ...place };
}
