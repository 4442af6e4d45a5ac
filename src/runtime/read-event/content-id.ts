import { createHash } from 'node:crypto';

const LENGTH = 27;

/**
 * A message id for an event that has none, the same each time the event is sent, so that Amplitude counts it once. When
 * it was sent and received is left aside: a second try has other times. Throws for what JSON cannot say.
 */
export function toContentId(event: object, origin: string): string {
  const content = JSON.stringify({ ...event, sentAt: undefined, receivedAt: undefined });
  const digest = createHash('sha256').update(`${origin}\n${content}`).digest('base64url');
  return `content-${digest.slice(0, LENGTH)}`;
}
