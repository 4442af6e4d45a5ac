import { createHash } from 'node:crypto';
import type { SegmentEvent } from '@segment/actions-core';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { InputRecord } from './read-records';

/** Only an object is asked for: files hold what they hold, and the destination checks each field that it reads. */
const isEvent = (value: unknown): value is SegmentEvent => isJsonObject(value);

/** What a dead letter carries beside its event; `send` reads it back, so that the file can be fixed and sent again. */
export interface Rejection {
  /** One sentence: who refused it and why. */
  reason: string;
  /** The HTTP status that the reason stands for. */
  status?: number;
  /** The subscriptions that are to be tried again: those that were delivered stay delivered. */
  subscriptions?: string[];
  /** Where the event stood. */
  place: string;
  /** The text of a line that is no event, in place of one. */
  text?: string;
}

export const REJECTION_KEY = '_rejected';

export type ReadEvent =
  { event: SegmentEvent; subscriptions?: readonly string[] } | { problem: string; text: string };

/** The event of a record, from a dead letter too, or why there is none. */
export function readEvent(record: InputRecord): ReadEvent {
  const text = 'text' in record.content ? record.content.text : undefined;
  const value = 'value' in record.content ? record.content.value : parse(record.content.text);
  if (value instanceof SyntaxError) return { problem: `not valid JSON: ${value.message}`, text: text ?? '' };
  if (!isEvent(value)) {
    return { problem: 'not a JSON object, so it is no Segment event', text: text ?? JSON.stringify(value) };
  }
  const { [REJECTION_KEY]: rejection, ...event }: SegmentEvent & { [REJECTION_KEY]?: unknown } = value;
  if (!isJsonObject(rejection)) return { event: withMessageId(value, record, text) };
  if (typeof rejection.text === 'string') return readEvent({ ...record, content: { text: rejection.text } });
  const subscriptions = Array.isArray(rejection.subscriptions)
    ? rejection.subscriptions.map(String)
    : undefined;
  return { event: withMessageId(event, record, text), subscriptions };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return error;
  }
}

/**
 * Amplitude drops a second copy by its insert_id, which is made from the messageId. An event without one gets one
 * from its content and position, so that sending the same file again does not double it either.
 */
function withMessageId(event: SegmentEvent, record: InputRecord, text: string | undefined): SegmentEvent {
  if (typeof event.messageId === 'string' && event.messageId !== '') return event;
  const hash = createHash('sha256').update(`${record.position}\n${text ?? JSON.stringify(event)}`);
  return { ...event, messageId: `file-${hash.digest('base64url').slice(0, 27)}` };
}
