import { isJsonObject } from 'segment-actions-amplitude/api';
import type { JsonObject } from 'segment-actions-amplitude/emulator';

const TYPES: Record<string, string> = {
  t: 'track',
  p: 'page',
  s: 'screen',
  i: 'identify',
  g: 'group',
  a: 'alias',
};
const KNOWN = new Set(Object.values(TYPES));
const BATCHES = new Set(['b', 'batch', 'import']);

export type ReadCalls = { calls: JsonObject[] } | { error: string };

/** The calls of a request to `/v1/<name>`, as Segment's pipeline hands them on; undefined for another path. */
export function readCalls(path: string, text: string, receivedAt: Date): ReadCalls | undefined {
  const name = /^\/v1\/([a-z]+)\/?$/.exec(path)?.[1] ?? '';
  const type = TYPES[name] ?? (KNOWN.has(name) ? name : undefined);
  if (type === undefined && !BATCHES.has(name)) return undefined;
  const body = readObject(text);
  if (!body) return { error: 'The body is no JSON object.' };
  if (type !== undefined) return { calls: [toCall({ ...body, type }, body, receivedAt)] };
  if (!Array.isArray(body.batch)) return { error: '"batch" is no list.' };
  const calls = (body.batch as unknown[]).filter(isJsonObject);
  return { calls: calls.map((call) => toCall(call, body, receivedAt)) };
}

function readObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What the pipeline does to a call: the client's clock is corrected by `sentAt`, what stands beside the batch holds for
 * each of its calls, and the write key goes ("Spec: Common Fields", "HTTP Tracking API").
 */
function toCall(call: JsonObject, envelope: JsonObject, receivedAt: Date): JsonObject {
  const { writeKey, _metadata, ...own } = call;
  const context = { ...toObject(envelope.context), ...toObject(own.context) };
  const sentAt = own.sentAt ?? envelope.sentAt;
  const corrected = correct(own.timestamp, sentAt, receivedAt);
  return {
    ...own,
    ...(Object.keys(context).length > 0 && { context }),
    ...(corrected !== undefined && { originalTimestamp: own.timestamp, timestamp: corrected }),
    ...(own.timestamp == null && { timestamp: receivedAt.toISOString() }),
    ...(sentAt !== undefined && { sentAt }),
    receivedAt: receivedAt.toISOString(),
  };
}

const toObject = (value: unknown): JsonObject => (isJsonObject(value) ? value : {});

/** The timestamp on the receiver's clock; undefined where either time cannot be read. */
function correct(timestamp: unknown, sentAt: unknown, receivedAt: Date): string | undefined {
  const skew = receivedAt.getTime() - Date.parse(String(sentAt));
  const time = Date.parse(String(timestamp)) + skew;
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
