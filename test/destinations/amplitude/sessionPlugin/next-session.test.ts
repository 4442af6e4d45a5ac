import {
  nextSession,
  OUTSIDE,
  startSession,
} from '../../../../src/destinations/amplitude/sessionPlugin/next-session';

const LENGTH = 1_800_000;
const START = 1_700_000_000_000;
const LAST = START + 60_000;
const owner = { userId: 'a', anonymousId: 'x', campaign: { name: 'spring' } };
const running = { id: START, lastAccess: LAST, lastEvent: LAST, owner };
const { owner: _owner, ...ended } = running;
const clock = { length: LENGTH };
const before = { id: START - 9 * LENGTH, lastAccess: START - 8 * LENGTH, lastEvent: START - 8 * LENGTH };

/** An event that is processed as it happens, unless the clock says otherwise. */
const decide = (time: number, now = time, state = { running, before }) =>
  nextSession(state, { time, now, ...clock, owner });

describe(nextSession, () => {
  test.each([
    { when: 'in the same millisecond', time: LAST, lastAccess: LAST },
    { when: 'within the length', time: LAST + 1, lastAccess: LAST + 1 },
    { when: 'one millisecond before the limit', time: LAST + LENGTH - 1, lastAccess: LAST + LENGTH - 1 },
    { when: 'with a clock a millisecond behind', time: LAST - 1, lastAccess: LAST },
    { when: 'with a clock before the start', time: START - 1, lastAccess: LAST },
    { when: 'with a clock nearly a length behind', time: LAST - LENGTH + 1, lastAccess: LAST },
  ])('goes on $when, and the last access never goes back', ({ time, lastAccess }) => {
    expect(decide(time)).toEqual({
      stamp: START,
      emit: [],
      state: { running: { id: START, lastAccess, lastEvent: lastAccess, owner }, before },
    });
  });

  test.each([
    { when: 'exactly at the limit', time: LAST + LENGTH },
    { when: 'past the limit', time: LAST + 10 * LENGTH },
  ])('ends the old session after its last event and starts a new one $when', ({ time }) => {
    expect(decide(time)).toEqual({
      stamp: time,
      emit: [
        { kind: 'End', sessionId: START, time: LAST + 1, owner },
        { kind: 'Start', sessionId: time, time, owner },
      ],
      state: { running: { id: time, lastAccess: time, lastEvent: time, owner }, before: ended },
    });
  });

  it('starts a fresh session with the new time when the clock went back by a length', () => {
    const time = LAST - LENGTH;
    expect(decide(time)).toEqual({
      stamp: time,
      emit: [
        { kind: 'End', sessionId: START, time: LAST + 1, owner },
        { kind: 'Start', sessionId: time, time, owner },
      ],
      // Not kept as the one before: it would claim events once the clock gets there again.
      state: { running: { id: time, lastAccess: time, lastEvent: time, owner } },
    });
  });

  test.each([
    { what: 'in the session before', time: before.id + 1, stamp: before.id },
    { what: 'at the start of the session before', time: before.id, stamp: before.id },
    { what: 'at the end of the session before', time: before.lastEvent, stamp: before.id },
    { what: 'between the two sessions', time: before.lastEvent + 1, stamp: OUTSIDE },
    { what: 'older than both', time: before.id - 1, stamp: OUTSIDE },
    { what: 'a length before the last access', time: LAST - LENGTH, stamp: OUTSIDE },
    { what: 'a length in the future', time: LAST + LENGTH, stamp: OUTSIDE },
  ])('stores and starts nothing for an event $what', ({ time, stamp }) => {
    expect(decide(time, LAST)).toEqual({ stamp, emit: [] });
  });

  test.each([
    { what: 'of yesterday', time: LAST - 48 * LENGTH },
    { what: 'a length ago', time: LAST - LENGTH },
  ])('gives an event $what no session while none is known', ({ time }) => {
    expect(nextSession({}, { time, now: LAST, ...clock })).toEqual({ stamp: OUTSIDE, emit: [] });
  });

  it('starts a first session with an event of a moment ago, and ends none', () => {
    const time = LAST - LENGTH + 1;
    expect(nextSession({}, { time, now: LAST, ...clock })).toMatchObject({
      stamp: time,
      emit: [{ kind: 'Start', sessionId: time, time }],
    });
  });

  it('gives an offline queue of yesterday its own session, in order', () => {
    const now = LAST + 100 * LENGTH;
    const first = decide(LAST + 50 * LENGTH, now);
    expect(first.stamp).toBe(LAST + 50 * LENGTH);
    const second = nextSession(first.state ?? {}, { time: first.stamp + 5, now, ...clock });
    expect(second.stamp).toBe(first.stamp);
  });

  it('starts 1 ms before the first event when that leaves room for a start event', () => {
    const time = LAST + LENGTH;
    expect(nextSession({ running }, { time, now: time, ...clock, lead: 1 })).toMatchObject({
      stamp: time - 1,
      emit: [{ kind: 'End' }, { kind: 'Start', sessionId: time - 1, time: time - 1 }],
    });
  });

  it('does not prolong a session with an event that does not extend it, but ends it after that event', () => {
    const step = nextSession({ running }, { time: LAST + 5, now: LAST + 5, ...clock, isPassive: true });
    expect(step).toMatchObject({
      stamp: START,
      state: { running: { lastAccess: LAST, lastEvent: LAST + 5 } },
    });
    expect(
      decide(LAST + LENGTH, LAST + LENGTH, { running: { ...running, ...step.state?.running, owner }, before })
        .emit[0],
    ).toEqual({
      kind: 'End',
      sessionId: START,
      time: LAST + 6,
      owner,
    });
  });

  it('starts no session with an event that extends none', () => {
    const time = LAST + LENGTH;
    const step = nextSession({ running }, { time, now: time, ...clock, isPassive: true });
    expect(step).toEqual({ stamp: -1, emit: [] });
  });

  it('starts a session with an event that opens one, and not with an older such event', () => {
    const opening = (time: number) =>
      nextSession({ running }, { time, now: LAST + 5, ...clock, opensSession: true });
    expect(opening(LAST + 5).stamp).toBe(LAST + 5);
    expect(opening(LAST - 5).stamp).toBe(START);
  });

  it('puts an event that was made after the end, in the same millisecond, into a new session', () => {
    const input = { time: LAST, now: LAST, ...clock, isAfterEnd: true };
    const after = nextSession({ before: running }, input);
    expect(after.emit).toEqual([{ kind: 'Start', sessionId: LAST + 1, time: LAST + 1 }]);
    expect(decide(LAST, LAST, { before: running } as never).stamp).toBe(START);
  });
});

describe('the owner', () => {
  const next = (time: number, now = LAST + 5) =>
    nextSession({ running }, { time, now, ...clock, owner: { userId: 'b' } });

  it('of a session is the one of its latest event; its campaign stays until there is another', () => {
    expect(next(LAST + 5).state?.running?.owner).toEqual({ ...owner, userId: 'b' });
  });

  it('does not change with an event that comes late', () => {
    expect(next(LAST - 5).state?.running?.owner).toEqual(owner);
  });

  it('of an ended session goes with its end', () => {
    const { emit } = next(LAST + LENGTH, LAST + LENGTH);
    expect(emit.map((boundary) => boundary.owner)).toEqual([owner, { userId: 'b' }]);
  });
});

describe(startSession, () => {
  it('gives a greater id than the session before, also within one millisecond', () => {
    const { stamp, emit } = startSession({ running }, { now: LAST, ...clock });
    expect(stamp).toBe(LAST + 1);
    expect(emit.map(({ kind, time }) => [kind, time])).toEqual([
      ['End', LAST + 1],
      ['Start', LAST + 1],
    ]);
  });
});
