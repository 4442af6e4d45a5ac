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
  const type = readType(value.type);
  const changes: Record<string, unknown> = {};
  if (type !== value.type) changes.type = type;
  for (const key of NULLABLE) if (value[key] === null) changes[key] = undefined;
  if (!isText(value.messageId)) {
    changes.messageId =
      typeof value.messageId === 'number' ? String(value.messageId) : toContentId(value, origin);
  }
  const { context, notices: dropped } = readContext(value.context);
  if (context !== value.context) changes.context = context;
  const { timestamp, notices } = readTimestamp(value);
  if (timestamp !== value.timestamp) changes.timestamp = timestamp;
  return { event: withChanges(value, changes) as SegmentCall, notices: [...dropped, ...notices] };
}

function readType(type: unknown): string {
  if (!isText(type))
    throw new TypeError('The event has no type: it must be track, page, screen, identify, group or alias.');
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
  return typeof value === 'string' && value.trim() !== '';
}

function withChanges(value: Record<string, unknown>, changes: Record<string, unknown>): object {
  const keys = Object.keys(changes);
  if (keys.length === 0) return value;
  const event = { ...value, ...changes };
  for (const key of keys) if (changes[key] === undefined) delete event[key];
  return event;
}
