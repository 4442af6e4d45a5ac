import { randomUUID } from 'node:crypto';
import { isJsonObject } from 'segment-actions-amplitude/api';

/** What a request says about all of its events. */
export interface Envelope {
  /** When it arrived, in milliseconds since 1970: one time for all events of the request. */
  receivedAt: number;
  sentAt?: unknown;
  /** Beside `batch`: laid under the context of each event. */
  context?: unknown;
  integrations?: unknown;
  /** Address of the user, where the client runs at the user's. */
  ip?: string | undefined;
}

/** Keys that clients write for the way here, and nobody behind it reads. */
const TRANSPORT_KEYS = ['writeKey', 'sentAt', '_metadata'];

/**
 * An event as Segment's pipeline passes it on: with a messageId, its times, the batch's context and the user's address.
 * `timestamp` is corrected by the clock of the sender: receivedAt − (sentAt − originalTimestamp) (Segment, "Spec: common
 * fields").
 */
export function stamp(call: Record<string, unknown>, envelope: Envelope): Record<string, unknown> {
  const own = Object.fromEntries(Object.entries(call).filter(([key]) => !TRANSPORT_KEYS.includes(key)));
  const sentAt = call.sentAt ?? envelope.sentAt;
  const context = withIp(merge(envelope.context, call.context), envelope.ip);
  return {
    ...own,
    messageId: toMessageId(call.messageId),
    ...(context !== undefined && { context }),
    ...(isJsonObject(envelope.integrations) && {
      integrations: merge(envelope.integrations, call.integrations),
    }),
    ...toTimes(call.timestamp, sentAt, envelope.receivedAt),
  };
}

const LONGEST_MESSAGE_ID = 100;

function toMessageId(given: unknown): string {
  const id = typeof given === 'number' ? String(given) : given;
  return typeof id === 'string' && id.trim() !== '' ? id.slice(0, LONGEST_MESSAGE_ID) : randomUUID();
}

/** The event's own value wins. */
function merge(under: unknown, over: unknown): Record<string, unknown> | undefined {
  if (!isJsonObject(under)) return isJsonObject(over) ? over : undefined;
  return { ...under, ...(isJsonObject(over) && over) };
}

function withIp(context: Record<string, unknown> | undefined, ip: string | undefined) {
  if (ip === undefined || (context?.ip !== undefined && context.ip !== null)) return context;
  return { ...context, ip };
}

function toTimes(timestamp: unknown, sentAt: unknown, receivedAt: number): Record<string, unknown> {
  const [original, sent] = [toMs(timestamp), toMs(sentAt)];
  const received = new Date(receivedAt).toISOString();
  const times = {
    receivedAt: received,
    ...(sentAt !== undefined && sentAt !== null && { sentAt }),
  };
  if (timestamp === undefined || timestamp === null || timestamp === '')
    return { ...times, timestamp: received };
  if (original === undefined || sent === undefined) return { ...times, originalTimestamp: timestamp };
  return {
    ...times,
    originalTimestamp: timestamp,
    timestamp: toIso(receivedAt - (sent - original), timestamp),
  };
}

function toMs(time: unknown): number | undefined {
  if (typeof time !== 'string' && typeof time !== 'number') return undefined;
  const ms = new Date(time).getTime();
  return Number.isNaN(ms) ? undefined : ms;
}

/** A clock that is wrong by thousands of years gives no time. */
function toIso(ms: number, otherwise: unknown): unknown {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? otherwise : date.toISOString();
}
