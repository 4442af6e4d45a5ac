import type { Owner, Session, SessionState } from './session';

/** The keys Segment's own web plugin uses, so that a site which changes over keeps its running sessions. */
export const SESSION_ID_KEY = 'analytics_session_id';
export const LAST_ACCESS_KEY = 'analytics_session_id.last_access';
/** The same and more as one text, `id:last access:last event`, which no other tab can see half written. */
export const RECORD_KEY = 'amplitude_session';
/** Whose session it is. Addresses are long and private: they stay out of cookies. */
export const DETAILS_KEY = 'amplitude_session.details';

/** A session as one store has it. */
export interface StoredSession extends Session {
  /** It was ended by a call; every copy of it is void. */
  isEnded?: boolean;
}

export function formatRecord({ id, lastAccess, lastEvent, isEnded }: StoredSession): string {
  return [id, lastAccess, lastEvent].join(':') + (isEnded ? ':ended' : '');
}

export function parseRecord(text: unknown): StoredSession | undefined {
  const [id, lastAccess, lastEvent, end] = String(text).split(':');
  const session = { id: readTime(id), lastAccess: readTime(lastAccess), lastEvent: readTime(lastEvent) };
  return isSession(session) ? { ...session, isEnded: end !== undefined } : undefined;
}

/** A pair of keys, as Segment's plugins write it. One from the future (`newest` and later) is garbage. */
export function parsePair(id: unknown, lastAccess: unknown, newest: number): StoredSession | undefined {
  const session = { id: readTime(id), lastAccess: readTime(lastAccess), lastEvent: readTime(lastAccess) };
  return isSession(session) && session.lastAccess < newest ? session : undefined;
}

/**
 * The session that all stores together know: of those not ended, the one with the latest access. One that was last
 * used in the future (`newest` and later) counts only where there is no other: the clock went back since. Records go
 * before pairs, which do not know the last event.
 */
export function chooseSession(
  stored: (StoredSession | undefined)[],
  newest: number,
): StoredSession | undefined {
  const found = stored.filter((session) => session !== undefined);
  const isVoid = ({ id, isEnded }: StoredSession) =>
    !isEnded && found.some((other) => other.isEnded && other.id === id);
  const rank = (session: StoredSession) => (session.lastAccess < newest ? 1 : 0);
  return found
    .filter((session) => !isVoid(session))
    .sort(
      (one, other) => rank(other) - rank(one) || other.lastAccess - one.lastAccess || other.id - one.id,
    )[0];
}

/** What is kept with a session, as text. */
export function formatDetails({ running, before }: SessionState): string {
  if (!running) return '';
  const ended = before && { id: before.id, lastAccess: before.lastAccess, lastEvent: before.lastEvent };
  return JSON.stringify({ id: running.id, owner: running.owner, before: ended });
}

/** The session with what was kept with it; without, where the details are unreadable or another session's. */
export function toState(stored: StoredSession | undefined, details: unknown[]): SessionState {
  if (!stored) return {};
  const { isEnded, ...session } = stored;
  if (isEnded) return { before: session };
  const kept = details.map(parseDetails).find((candidate) => candidate?.id === session.id);
  return { running: { ...session, owner: kept?.owner }, before: kept?.before };
}

function parseDetails(text: unknown): { id: number; owner?: Owner; before?: Session } | undefined {
  try {
    return JSON.parse(String(text)) as { id: number; owner?: Owner; before?: Session };
  } catch {
    return undefined;
  }
}

/** NaN for everything that is no whole number a date can hold. Stores give numbers back as text. */
function readTime(value: unknown): number {
  const time = Number(value ?? NaN);
  return Number.isInteger(time) && time < 8.64e15 ? time : NaN;
}

function isSession({ id, lastAccess, lastEvent }: Session): boolean {
  return id > 0 && id <= lastAccess && id <= lastEvent;
}
