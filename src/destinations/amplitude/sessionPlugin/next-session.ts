import { endSession } from './end-session';
import type { Owner, Session, SessionState, SessionStep } from './session';

/** "Outside any session" in Amplitude's HTTP API. */
export const OUTSIDE = -1;

/** What of an event decides its session. */
export interface SessionInput {
  /** When the event happened, not when it is processed. */
  time: number;
  owner?: Owner | undefined;
  /** False: the event belongs to a session that runs, but neither starts nor prolongs one. */
  extendsSession?: boolean;
  /** True: the event starts a session in any case, as one with a new campaign does. */
  opensSession?: boolean;
  /** True: it is known to have been made after the session before was ended by a call. */
  isAfterEnd?: boolean;
}

export interface SessionClock {
  /** The time of processing. */
  now: number;
  /** Milliseconds without an event after which a session is over. */
  length: number;
  /** How far the start of a session stands before its first event: 1 when a start event is sent, else 0. */
  lead?: number;
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
export function nextSession(state: SessionState, input: SessionInput, clock: SessionClock): EventStep {
  const { running, before } = state;
  if (before && holds(before, input, clock)) return { stamp: before.id, emit: [] };
  // An event a length ahead would make every event until then an old one.
  const isAhead = input.time - clock.now >= clock.length;
  if (running && !isAhead && goesOn(running, input, clock)) return goOn(running, before, input);
  const canStart = input.extendsSession !== false && !isAhead && isTimely(state, input.time, clock);
  return canStart ? startSession(state, input, clock) : { stamp: OUTSIDE, emit: [] };
}

/** Where the clock went back a little, an event made after the end looks like one from before it. */
function holds(
  { id, lastEvent }: Session,
  { time, isAfterEnd }: SessionInput,
  { now }: SessionClock,
): boolean {
  return id <= time && (isAfterEnd ? time < lastEvent && lastEvent <= now : time <= lastEvent);
}

function goesOn({ lastAccess, lastEvent }: Session, input: SessionInput, { length }: SessionClock): boolean {
  const { time, opensSession = false } = input;
  return Math.abs(time - lastAccess) < length && !(opensSession && time >= lastEvent);
}

/**
 * Whether an event may start a session: not if it is older than the one that runs, or is over a length old. Only beyond
 * a length has the clock gone back: one that is corrected by a moment must not cut a session in two.
 */
function isTimely({ running, before }: SessionState, time: number, { now, length }: SessionClock): boolean {
  if (running && running.lastAccess - now < length) return time >= running.lastAccess;
  return now - time < length && !(before && before.lastEvent <= now && time < before.lastEvent);
}

/** Ends the running session, if there is one, and starts another with its first event. */
export function startSession(state: SessionState, input: SessionInput, clock: SessionClock): EventStep {
  const { time, owner } = input;
  const { lastEvent = 0 } = state.running ?? state.before ?? {};
  // After the end event of the session before, also within one millisecond; but not after a clock that went back.
  const earliest = lastEvent - time < clock.length ? lastEvent + 1 : 0;
  const id = Math.max(time - (clock.lead ?? 0), earliest);
  const last = Math.max(time, id);
  const { state: { before } = state, emit } = endSession(state);
  return {
    stamp: id,
    emit: [...emit, { kind: 'start', sessionId: id, time: id, owner }],
    state: {
      running: { id, lastAccess: last, lastEvent: last, owner },
      before: before && before.lastEvent < id ? before : undefined,
    },
  };
}

/** No time of a running session ever goes back. A page without a campaign belongs to the visit that one began. */
function goOn(running: Session, before: Session | undefined, input: SessionInput): EventStep {
  const { time, extendsSession = true } = input;
  const { id, lastAccess, lastEvent } = running;
  const owner = (time >= lastEvent && input.owner) || running.owner;
  const session = {
    id,
    lastAccess: Math.max(lastAccess, extendsSession ? time : 0),
    lastEvent: Math.max(lastEvent, time),
    owner: owner && { ...owner, campaign: owner.campaign ?? running.owner?.campaign },
  };
  return { stamp: id, emit: [], state: { running: session, before } };
}
