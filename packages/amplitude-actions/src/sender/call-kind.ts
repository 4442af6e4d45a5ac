/**
 * Amplitude's endpoints are sent to one after the other within a call, so that a user's identify and the track behind
 * it would change places. Jobs of one user share a batch only when they are of one kind.
 */
export function toCallKind({ type }: Record<string, unknown>): string {
  const name = String(type).toLowerCase();
  return name === 'track' || name === 'page' || name === 'screen' ? 'event' : name;
}
