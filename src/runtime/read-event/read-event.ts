import { isBlank } from '../../destinations/amplitude/mapping/blank';
import type { Notice } from '../../destinations/amplitude/notice';
import { toContentId } from './content-id';
import { readContext } from './read-context';
import { readTimestamp } from './read-timestamp';

/** An event that can go through subscriptions. */
export interface SegmentCall {
  [key: string]: unknown;
  type: string;
  messageId: string;
}

export interface ReadEvent {
  event: SegmentCall;
  notices: Notice[];
}

const TYPES: ReadonlySet<string> = new Set(['track', 'page', 'screen', 'identify', 'group', 'alias']);
/** Keys whose null means that they are absent, beside `context`. */
const NULLABLE = ['traits', 'properties', 'integrations'] as const;

/**
 * Reads what claims to be a Segment call; the object itself is not changed.
 *
 * @param origin where the event comes from, a file or a source, for the id of an event that has no messageId.
 * @throws TypeError with one sentence for what can never be delivered.
 */
export function readEvent(value: Record<string, unknown>, origin = ''): ReadEvent {
  const notices: Notice[] = [];
  const type = readType(value.type);
  const messageId = readMessageId(value, origin);
  const context = readContext(value.context, notices);
  const timestamp = readTimestamp(value, notices);
  const isAsGiven =
    type === value.type &&
    messageId === value.messageId &&
    context === value.context &&
    timestamp === value.timestamp &&
    !NULLABLE.some((key) => value[key] === null);
  if (isAsGiven) return { event: value as SegmentCall, notices };
  const event: SegmentCall = { ...value, type, messageId, context, timestamp };
  for (const key of NULLABLE) if (event[key] === null) delete event[key];
  if (context === undefined) delete event.context;
  if (timestamp === undefined) delete event.timestamp;
  return { event, notices };
}

function readMessageId(value: Record<string, unknown>, origin: string): string {
  const { messageId } = value;
  if (isText(messageId)) return messageId;
  return typeof messageId === 'number' ? String(messageId) : toContentId(value, origin);
}

function readType(type: unknown): string {
  if (!isText(type))
    throw new TypeError('The event has no type: it must be track, page, screen, identify, group or alias.');
  if (TYPES.has(type)) return type;
  const known = type.trim().toLowerCase();
  if (!TYPES.has(known)) {
    const shown = JSON.stringify(type.slice(0, 40));
    throw new TypeError(
      `The event's type is ${shown}: it must be track, page, screen, identify, group or alias.`,
    );
  }
  return known;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && !isBlank(value);
}
