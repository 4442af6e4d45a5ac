import type { SessionBoundary } from './session';

/**
 * Made from the session: a start or an end that two tabs send counts once, in Segment by its messageId and in Amplitude
 * by the insert_id made from it. With the visitor, since two visitors may start at the same millisecond.
 */
export function messageIdOf(
  { kind, sessionId }: SessionBoundary,
  anonymousId: string | null | undefined,
): string {
  return `amplitude-${kind}-${sessionId}-${anonymousId}`;
}
