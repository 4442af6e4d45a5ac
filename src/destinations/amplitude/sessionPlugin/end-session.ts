import type { SessionState, SessionStep } from './session';

/**
 * Ends the running session, if there is one: after its last event, so that Amplitude sorts the end last. `lastEvent`
 * is the time of an event that the session has not seen yet.
 */
export function endSession({ running }: SessionState, lastEvent = 0): SessionStep {
  if (!running) return { emit: [] };
  const { owner, ...session } = running;
  const before = { ...session, lastEvent: Math.max(session.lastEvent, lastEvent) };
  return {
    state: { before },
    emit: [{ kind: 'End', sessionId: before.id, time: before.lastEvent + 1, owner }],
  };
}
