import { amplitudeOnly, type Integrations } from './integrations';
import type { SessionBoundary } from './next-session';
import type { ResolvedSessionOptions } from './session-options';

/** A track call that marks a session's start or end: for Amplitude alone, with that session's own id. */
export interface SessionEvent {
  name: string;
  timestamp: Date;
  integrations: ReturnType<typeof amplitudeOnly>;
}

/** The event that made a session start or end. */
export interface Cause {
  timestamp?: string | Date;
  integrations?: Integrations;
}

/** The events to send for the boundaries that were crossed; none unless the options ask for them. */
export function toSessionEvents(
  boundaries: SessionBoundary[],
  options: ResolvedSessionOptions,
  cause: Cause,
): SessionEvent[] {
  if (!options.triggerSessionEvents) return [];
  return boundaries.map(({ kind, sessionId, time }) => ({
    name: kind === 'end' ? options.sessionEndEvent : options.sessionStartEvent,
    // The cause was made a moment before it was seen, and the start of a session goes before what happens in it.
    timestamp: new Date(Math.min(time, Number(new Date(cause.timestamp ?? time)) || time)),
    integrations: amplitudeOnly(Object.keys(cause.integrations ?? {}), sessionId),
  }));
}
