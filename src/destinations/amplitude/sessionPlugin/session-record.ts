import { latestOf, type SessionState } from './session';

/** The keys Segment's own web plugin uses, so that a site which changes over keeps its running sessions. */
export const SESSION_ID_KEY = 'analytics_session_id';
export const LAST_ACCESS_KEY = 'analytics_session_id.last_access';
/** The same and more as one text, which no other tab can see half written. */
export const RECORD_KEY = 'amplitude_session';
/** Whose session it is. Addresses are long and private: they stay out of cookies. */
export const DETAILS_KEY = 'amplitude_session.details';

/** `id:last access:last event` of the session that runs, with `:ended` behind it of one that a call ended. */
export function formatRecord(state: SessionState): string {
  const { id, lastAccess, lastEvent } = latestOf(state);
  return `${id}:${lastAccess}:${lastEvent}${state.running ? '' : ':ended'}`;
}

/** Nothing is known unless these are whole numbers that a date can hold, the id the first of them. */
export function parseRecord(text: unknown): SessionState {
  const parts = String(text).split(':');
  const [id = 0, lastAccess = 0, lastEvent = 0] = parts.map(Number);
  const isSession = [id, lastAccess, lastEvent].every(
    (time) => time % 1 === 0 && time >= id && id > 0 && time < 8.64e15,
  );
  return isSession ? { [parts[3] ? 'before' : 'running']: { id, lastAccess, lastEvent } } : {};
}

/** A pair of keys, as Segment's plugins write it. One from the future (`newest` and later) is garbage. */
export function parsePair(id: unknown, lastAccess: unknown, newest: number): SessionState {
  const state = parseRecord([id, lastAccess, lastAccess].join(':'));
  return latestOf(state).lastAccess < newest ? state : {};
}

/**
 * What all stores together know: the session with the latest access, unless one of them says that it was ended. One
 * that was last used in the future (`newest` and later) counts only where there is no other: the clock went back since.
 * Records stand before pairs, which do not know the last event.
 */
export function chooseState(stored: SessionState[], newest: number): SessionState {
  const isVoid = ({ running }: SessionState) =>
    running && stored.some((other) => !other.running && other.before?.id === running.id);
  const rank = (state: SessionState) => {
    const { lastAccess } = latestOf(state);
    return lastAccess < newest ? lastAccess : 0;
  };
  const [first = {}] = stored
    .filter((state) => !isVoid(state))
    .sort((one, other) => rank(other) - rank(one) || latestOf(other).id - latestOf(one).id);
  return first;
}

/** What is kept with a session, as text. Nothing is kept once it ended: the next person may see it. */
export function formatDetails(state: SessionState): string {
  return JSON.stringify(state.running ? state : {});
}

/** The session with what was kept with it; without, where that is unreadable or another session's. */
export function withDetails(
  { running, before }: SessionState,
  ...kept: (SessionState | null | undefined)[]
): SessionState {
  if (!running) return { before };
  const details = kept.find((state) => state?.running?.id === running.id);
  return { running: { ...running, owner: details?.running?.owner }, before: details?.before };
}
