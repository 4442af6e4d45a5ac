import { createHash } from 'node:crypto';

const LENGTH = 27;

interface Times {
  timestamp?: unknown;
  originalTimestamp?: unknown;
}

/**
 * A message id for an event that has none, the same each time the event is sent, so that Amplitude counts it once. When
 * it was sent and received is left aside, since a second try has other times, unless nothing else says when it happened:
 * two clicks that differ in nothing else are two. Throws for what JSON cannot say.
 */
export function toContentId(event: Times, origin: string): string {
  const isDated = isTold(event.timestamp) || isTold(event.originalTimestamp);
  const content = JSON.stringify(isDated ? { ...event, sentAt: undefined, receivedAt: undefined } : event);
  const digest = createHash('sha256').update(`${origin}\n${content}`).digest('base64url');
  return `content-${digest.slice(0, LENGTH)}`;
}

function isTold(time: unknown): boolean {
  return time !== undefined && time !== null && time !== '';
}
