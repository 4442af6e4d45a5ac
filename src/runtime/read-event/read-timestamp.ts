import type { Notice } from '../../destinations/amplitude/notice';
import { isBlank } from '../../destinations/amplitude/mapping/blank';
import { toEpochMs } from '../../destinations/amplitude/mapping/epoch-ms';

interface Times {
  timestamp?: unknown;
  originalTimestamp?: unknown;
  sentAt?: unknown;
  receivedAt?: unknown;
}

/**
 * When the event happened: the timestamp as given, when it can be read. Without one that can: `originalTimestamp`,
 * corrected by the sender's clock as Segment does (Segment Spec, "Timestamps"), else `receivedAt`, else `sentAt`.
 * Undefined without any.
 *
 * @throws TypeError when a timestamp is given, cannot be read and there is no other time: Amplitude would date the event
 * at its arrival, and nobody could correct that.
 */
export function readTimestamp(event: Times, notices: Notice[]): unknown {
  const { timestamp } = event;
  const given = timestamp instanceof Date ? toIso(timestamp.getTime()) : timestamp;
  if (!isBlank(given) && readTime(given) !== undefined) return given;
  const other = otherTime(event);
  const isGiven = !isBlank(timestamp);
  if (other !== undefined) {
    const what = isGiven ? 'a timestamp that cannot be read' : 'no timestamp';
    const text = `The event has ${what}: its ${other.name} was taken instead.`;
    notices.push(...unreadableTimes(event), { name: isGiven ? 'time_unreadable' : 'time_missing', text });
    return toIso(other.time);
  }
  if (isGiven) {
    throw new TypeError(
      `The event's timestamp ${show(timestamp)} cannot be read, and the event has no other time.`,
    );
  }
  const text = 'The event has no timestamp: Amplitude dates it when it arrives.';
  notices.push(...unreadableTimes(event), { name: 'time_missing', text });
  return undefined;
}

/** Of an event without a timestamp: the other times that were given and say nothing. */
function unreadableTimes({ originalTimestamp, sentAt, receivedAt }: Times): Notice[] {
  return Object.entries({ originalTimestamp, sentAt, receivedAt })
    .filter(([, given]) => !isBlank(given) && readTime(given) === undefined)
    .map(([field]) => ({ name: 'time_unreadable', field, text: `Left ${field} out: it cannot be read.` }));
}

function otherTime({
  originalTimestamp,
  sentAt,
  receivedAt,
}: Times): { name: string; time: number } | undefined {
  const [original, sent, received] = [originalTimestamp, sentAt, receivedAt].map(readTime);
  if (original !== undefined) {
    const isCorrectable = sent !== undefined && received !== undefined;
    return { name: 'originalTimestamp', time: isCorrectable ? original + received - sent : original };
  }
  if (received !== undefined) return { name: 'receivedAt', time: received };
  return sent === undefined ? undefined : { name: 'sentAt', time: sent };
}

function readTime(value: unknown): number | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : value.getTime();
  return toEpochMs(value);
}

/** Undefined for an invalid date. */
function toIso(time: number): string | undefined {
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function show(value: unknown): string {
  return JSON.stringify(typeof value === 'string' ? value.slice(0, 40) : value) ?? String(value);
}
