import type { SessionBoundary } from './session';
import type { ResolvedSessionOptions } from './session-options';

/** Calls `onStart` or `onEnd`. What they throw goes to the console: an event must not be lost over it. */
export function reportBoundary(
  { kind, sessionId }: SessionBoundary,
  { onStart, onEnd }: Pick<ResolvedSessionOptions, 'onStart' | 'onEnd'>,
): void {
  try {
    (kind === 'start' ? onStart : onEnd)?.(sessionId);
  } catch (error) {
    console.error(error);
  }
}
