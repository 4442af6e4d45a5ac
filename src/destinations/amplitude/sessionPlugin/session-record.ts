import type { Session, SessionState } from './session';

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

export function toStored({ running, before }: SessionState): StoredSession | undefined {
  const session = running ?? before;
  return session && { ...session, isEnded: !running };
}

export function formatRecord({ id, lastAccess, lastEvent, isEnded }: StoredSession): string {
  return [id, lastAccess, lastEvent].join(':') + (isEnded ? ':ended' : '');
}

export function parseRecord(text: unknown): StoredSession | undefined {
  return toSession(String(text).split(':'));
}

/** A pair of keys, as Segment's plugins write it. One from the future (`newest` and later) is garbage. */
export function parsePair(id: unknown, lastAccess: unknown, newest: number): StoredSession | undefined {
  const session = toSession([id, lastAccess, lastAccess]);
  return session && session.lastAccess < newest ? session : undefined;
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
  const isValid = ({ id, isEnded }: StoredSession) =>
    isEnded || !found.some((other) => other.isEnded && other.id === id);
  const rank = ({ lastAccess }: Session) => (lastAccess < newest ? lastAccess : -1 / lastAccess);
  return found.filter(isValid).sort((one, other) => rank(other) - rank(one) || other.id - one.id)[0];
}

/** What is kept with a session, as text. Nothing is kept once it ended: the next person may see it. */
export function formatDetails(state: SessionState): string {
  return JSON.stringify(state.running ? state : {});
}

/** The session with what was kept with it; without, where that is unreadable or another session's. */
export function toState(
  stored: StoredSession | undefined,
  ...kept: (SessionState | undefined)[]
): SessionState {
  if (!stored) return {};
  const { isEnded, ...session } = stored;
  if (isEnded) return { before: session };
  const details = kept.find((state) => state?.running?.id === session.id);
  return { running: { ...session, owner: details?.running?.owner }, before: details?.before };
}

/** Whole numbers that a date can hold, though stores give them back as text; the id is the first of them. */
function toSession(values: unknown[]): StoredSession | undefined {
  const [id = 0, lastAccess = 0, lastEvent = 0] = values.map((value) => Number(value ?? NaN));
  const isSession = [id, lastAccess, lastEvent].every(
    (time) => Number.isInteger(time) && time >= id && time > 0 && time < 8.64e15,
  );
  return isSession ? { id, lastAccess, lastEvent, isEnded: values.length > 3 } : undefined;
}
