/** The person and the place of a session's events; the end event is sent with them. What is not known is absent. */
export interface Owner {
  userId?: string | null | undefined;
  anonymousId?: string | null | undefined;
  /** `context.page` of the last event. Web only. */
  page?: object | undefined;
  /** `context.campaign` of the last event that had one. Web only. */
  campaign?: object | undefined;
}

/** A session. Times are whole milliseconds since 1970, and so is the id: it is the session's start. */
export interface Session {
  id: number;
  /** When the visitor was last active. A session is over once its length passes from here. */
  lastAccess: number;
  /** The time of the session's latest event. Differs from `lastAccess` only with `extendOn` and `extend()`. */
  lastEvent: number;
  owner?: Owner | undefined;
}

/** What a visitor's stores know: the session that runs, if one does, and the one before it, if that is known. */
export interface SessionState {
  running?: Session | undefined;
  before?: Session | undefined;
}

const NONE: Session = { id: 0, lastAccess: 0, lastEvent: 0 };

/** The session that runs, else the one before it; one of zeros where neither is known. */
export function latestOf({ running, before }: SessionState): Session {
  return running ?? before ?? NONE;
}

/** The start or the end of a session: its id, when it happened, and whose session it is. */
export interface SessionBoundary {
  kind: 'Start' | 'End';
  sessionId: number;
  time: number;
  owner?: Owner | undefined;
}

/** What an event, or a call, changes. */
export interface SessionStep {
  /** What to store; absent when nothing changes. */
  state?: SessionState;
  /** Boundaries crossed, oldest first. */
  emit: SessionBoundary[];
}
