/** A session as it is stored: both values are whole milliseconds since 1970, and the id is the session's start. */
export interface Session {
  id: number;
  lastAccess: number;
}

/** What a store handed back. Anything may stand there: nothing, text, another program's value. */
export type StoredSession = { [Key in keyof Session]?: unknown };

/** The start or the end of a session: the session's own id, and when it happened in milliseconds since 1970. */
export interface SessionBoundary {
  kind: 'start' | 'end';
  sessionId: number;
  time: number;
}

export interface SessionStep {
  store: Session;
  /** The session id the event gets. */
  stamp: number;
  /** Boundaries crossed, oldest first. */
  emit: SessionBoundary[];
}

/**
 * Decides which session an event belongs to. A session lasts until `length` milliseconds pass without an event; a
 * store that holds no readable session and a clock behind the last event start a fresh one.
 */
export function nextSession(stored: StoredSession, now: number, length: number): SessionStep {
  const previous = readSession(stored);
  const idle = previous ? now - previous.lastAccess : NaN;
  if (previous && idle >= 0 && idle < length) {
    return { store: { id: previous.id, lastAccess: now }, stamp: previous.id, emit: [] };
  }
  const emit: SessionBoundary[] = [{ kind: 'start', sessionId: now, time: now }];
  // One past the last event, so that Amplitude sorts the end after everything that happened in the session.
  if (previous) {
    emit.unshift({ kind: 'end', sessionId: previous.id, time: Math.min(previous.lastAccess + 1, now) });
  }
  return { store: { id: now, lastAccess: now }, stamp: now, emit };
}

function readSession(stored: StoredSession): Session | undefined {
  const id = readTime(stored.id);
  const lastAccess = readTime(stored.lastAccess);
  return id > 0 && id <= lastAccess ? { id, lastAccess } : undefined;
}

/** NaN for everything that is not a whole number; a cookie gives its numbers back as text. */
function readTime(value: unknown): number {
  const time = typeof value === 'string' ? Number(value) : value;
  return typeof time === 'number' && Number.isSafeInteger(time) ? time : NaN;
}
