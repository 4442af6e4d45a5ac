import { endSession } from './end-session';
import { latestOf, type Owner, type Session, type SessionState, type SessionStep } from './session';

/** "Outside any session" in Amplitude's HTTP API. */
export const OUTSIDE = -1;

export interface SessionClock {
  /** The time of processing. */
  now: number;
  /** Milliseconds without an event after which a session is over. */
  length: number;
}

/** What of an event decides its session. */
export interface SessionInput extends SessionClock {
  /** When the event happened, not when it is processed. */
  time: number;
  owner?: Owner | undefined;
  /** How far a session's start stands before this event, if it starts one: 1 where a start event is sent. Default 0. */
  lead?: number;
  /** True: the event belongs to a session that runs, but neither starts nor prolongs one. */
  isPassive?: boolean | undefined;
  /** True: the event starts a session in any case, as one with a new campaign does. */
  opensSession?: boolean | undefined;
  /** True: it is known to have been made after the session before was ended by a call. */
  isAfterEnd?: boolean | undefined;
}

/** The session id the event gets, beside what it changes. */
export interface EventStep extends SessionStep {
  stamp: number;
}

/**
 * Decides which session an event belongs to, by the event's own time:
 * the session before, if it is known and holds the event; the running one, if the event is within a length of its last
 * access; none (-1) for an event that is older, or that is over a length old while no session is known; else a new one.
 */
export function nextSession(state: SessionState, input: SessionInput): EventStep {
  const { running, before } = state;
  if (before && holds(before, input)) return { stamp: before.id, emit: [] };
  // An event a length ahead would make every event until then an old one.
  const isAhead = input.time - input.now >= input.length;
  if (running && !isAhead && goesOn(running, input)) return goOn(running, before, input);
  return !input.isPassive && !isAhead && isTimely(state, input)
    ? startSession(state, input)
    : { stamp: OUTSIDE, emit: [] };
}

/** Where the clock went back a little, an event made after the end looks like one from before it. */
function holds({ id, lastEvent }: Session, { time, now, isAfterEnd }: SessionInput): boolean {
  return id <= time && (isAfterEnd ? time < lastEvent && lastEvent <= now : time <= lastEvent);
}

function goesOn({ lastAccess, lastEvent }: Session, { time, length, opensSession }: SessionInput): boolean {
  return Math.abs(time - lastAccess) < length && !(opensSession && time >= lastEvent);
}

/**
 * Whether an event may start a session: not if it is older than the one that runs, or is over a length old. Only beyond
 * a length has the clock gone back: one that is corrected by a moment must not cut a session in two.
 */
function isTimely({ running, before }: SessionState, { time, now, length }: SessionInput): boolean {
  if (running && running.lastAccess - now < length) return time >= running.lastAccess;
  return now - time < length && !(before && before.lastEvent <= now && time < before.lastEvent);
}

/** Ends the running session, if there is one, and starts another with its first event. */
export function startSession(
  state: SessionState,
  { now, time = now, length, lead = 0, owner }: SessionClock & Partial<SessionInput>,
): EventStep {
  const { lastEvent } = latestOf(state);
  // After the end event of the session before, also within one millisecond; but not after a clock that went back.
  const id = Math.max(time - lead, lastEvent - time < length ? lastEvent + 1 : 0);
  const last = Math.max(time, id);
  const { state: { before } = state, emit } = endSession(state);
  return {
    stamp: id,
    emit: [...emit, { kind: 'Start', sessionId: id, time: id, owner }],
    state: {
      running: { id, lastAccess: last, lastEvent: last, owner },
      before: before && before.lastEvent < id ? before : undefined,
    },
  };
}

/** No time of a running session ever goes back, and its owner is that of its latest event. */
function goOn(running: Session, before: Session | undefined, input: SessionInput): EventStep {
  const { time, isPassive, owner } = input;
  const { id, lastAccess, lastEvent } = running;
  const session = {
    id,
    lastAccess: Math.max(lastAccess, isPassive ? 0 : time),
    lastEvent: Math.max(lastEvent, time),
    // A page without a campaign belongs to the visit that one began.
    owner: time < lastEvent ? running.owner : { ...running.owner, ...owner },
  };
  return { stamp: id, emit: [], state: { running: session, before } };
}
