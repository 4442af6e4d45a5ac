import {
  nextSession,
  OUTSIDE,
  startSession,
} from '../../../../src/destinations/amplitude/sessionPlugin/next-session';

const LENGTH = 1_800_000;
const START = 1_700_000_000_000;
const LAST = START + 60_000;
const running = { id: START, lastAccess: LAST, lastEvent: LAST };
const before = { id: START - 9 * LENGTH, lastAccess: START - 8 * LENGTH, lastEvent: START - 8 * LENGTH };

/** An event that is processed as it happens, unless the clock says otherwise. */
const decide = (time: number, now = time, state = { running, before }) =>
  nextSession(state, { time }, { now, length: LENGTH });

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
      state: { running: { id: START, lastAccess, lastEvent: lastAccess }, before },
    });
  });

  test.each([
    { when: 'exactly at the limit', time: LAST + LENGTH },
    { when: 'past the limit', time: LAST + 10 * LENGTH },
  ])('ends the old session after its last event and starts a new one $when', ({ time }) => {
    expect(decide(time)).toEqual({
      stamp: time,
      emit: [
        { kind: 'end', sessionId: START, time: LAST + 1 },
        { kind: 'start', sessionId: time, time },
      ],
      state: { running: { id: time, lastAccess: time, lastEvent: time }, before: running },
    });
  });

  it('starts a fresh session with the new time when the clock went back by a length', () => {
    const time = LAST - LENGTH;
    expect(decide(time)).toEqual({
      stamp: time,
      emit: [
        { kind: 'end', sessionId: START, time: LAST + 1 },
        { kind: 'start', sessionId: time, time },
      ],
      // Not kept as the one before: it would claim events once the clock gets there again.
      state: { running: { id: time, lastAccess: time, lastEvent: time } },
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
    expect(nextSession({}, { time }, { now: LAST, length: LENGTH })).toEqual({ stamp: OUTSIDE, emit: [] });
  });

  it('starts a first session with an event of a moment ago, and ends none', () => {
    const time = LAST - LENGTH + 1;
    expect(nextSession({}, { time }, { now: LAST, length: LENGTH })).toMatchObject({
      stamp: time,
      emit: [{ kind: 'start', sessionId: time, time }],
    });
  });

  it('gives an offline queue of yesterday its own session, in order', () => {
    const now = LAST + 100 * LENGTH;
    const first = decide(LAST + 50 * LENGTH, now);
    expect(first.stamp).toBe(LAST + 50 * LENGTH);
    const second = nextSession(first.state ?? {}, { time: first.stamp + 5 }, { now, length: LENGTH });
    expect(second.stamp).toBe(first.stamp);
  });

  it('starts 1 ms before the first event when that leaves room for a start event', () => {
    const time = LAST + LENGTH;
    expect(nextSession({ running }, { time }, { now: time, length: LENGTH, lead: 1 })).toMatchObject({
      stamp: time - 1,
      emit: [{ kind: 'end' }, { kind: 'start', sessionId: time - 1, time: time - 1 }],
    });
  });

  it('does not prolong a session with an event that does not extend it, but ends it after that event', () => {
    const idle = { time: LAST + 5, extendsSession: false };
    const step = nextSession({ running }, idle, { now: LAST + 5, length: LENGTH });
    expect(step).toMatchObject({
      stamp: START,
      state: { running: { lastAccess: LAST, lastEvent: LAST + 5 } },
    });
    expect(decide(LAST + LENGTH, LAST + LENGTH, { running: step.state!.running!, before }).emit[0]).toEqual({
      kind: 'end',
      sessionId: START,
      time: LAST + 6,
    });
  });

  it('starts no session with an event that extends none', () => {
    const idle = { time: LAST + LENGTH, extendsSession: false };
    expect(nextSession({ running }, idle, { now: idle.time, length: LENGTH })).toEqual({
      stamp: -1,
      emit: [],
    });
  });

  it('starts a session with an event that opens one, and not with an older such event', () => {
    const opening = (time: number) =>
      nextSession({ running }, { time, opensSession: true }, { now: LAST + 5, length: LENGTH });
    expect(opening(LAST + 5).stamp).toBe(LAST + 5);
    expect(opening(LAST - 5).stamp).toBe(START);
  });

  it('puts an event that was made after the end, in the same millisecond, into a new session', () => {
    const after = nextSession(
      { before: running },
      { time: LAST, isAfterEnd: true },
      { now: LAST, length: LENGTH },
    );
    expect(after.emit).toEqual([{ kind: 'start', sessionId: LAST + 1, time: LAST + 1 }]);
    expect(decide(LAST, LAST, { before: running } as never).stamp).toBe(START);
  });
});

describe('the owner', () => {
  const owner = { userId: 'a', anonymousId: 'x', campaign: { name: 'spring' } };
  const clock = { now: LAST + 5, length: LENGTH };

  it('of a session is the one of its latest event; its campaign stays until there is another', () => {
    const next = nextSession(
      { running: { ...running, owner } },
      { time: LAST + 5, owner: { userId: 'b' } },
      clock,
    );
    expect(next.state?.running?.owner).toEqual({ userId: 'b', campaign: { name: 'spring' } });
  });

  it('does not change with an event that comes late', () => {
    const next = nextSession(
      { running: { ...running, owner } },
      { time: LAST - 5, owner: { userId: 'b' } },
      clock,
    );
    expect(next.state?.running?.owner).toEqual(owner);
  });

  it('of an ended session goes with its end', () => {
    const input = { time: LAST + LENGTH, owner: { userId: 'b' } };
    const { emit } = nextSession({ running: { ...running, owner } }, input, {
      now: input.time,
      length: LENGTH,
    });
    expect(emit.map((boundary) => boundary.owner)).toEqual([owner, { userId: 'b' }]);
  });
});

describe(startSession, () => {
  it('gives a greater id than the session before, also within one millisecond', () => {
    const { stamp, emit } = startSession({ running }, { time: LAST }, { now: LAST, length: LENGTH });
    expect(stamp).toBe(LAST + 1);
    expect(emit.map(({ kind, time }) => [kind, time])).toEqual([
      ['end', LAST + 1],
      ['start', LAST + 1],
    ]);
  });
});
