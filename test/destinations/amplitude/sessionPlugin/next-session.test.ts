import fc from 'fast-check';
import { nextSession } from '../../../../src/destinations/amplitude/sessionPlugin/next-session';

const LENGTH = 1_800_000;
const START = 1_700_000_000_000;
const LAST = START + 60_000;
const running = { id: START, lastAccess: LAST };

describe(nextSession, () => {
  test.each([
    { when: 'in the same millisecond', now: LAST },
    { when: 'within the length', now: LAST + 1 },
    { when: 'one millisecond before the limit', now: LAST + LENGTH - 1 },
  ])('goes on $when', ({ now }) => {
    expect(nextSession(running, now, LENGTH)).toEqual({
      store: { id: START, lastAccess: now },
      stamp: START,
      emit: [],
    });
  });

  test.each([
    { when: 'exactly at the limit', now: LAST + LENGTH, endsAt: LAST + 1 },
    { when: 'past the limit', now: LAST + 10 * LENGTH, endsAt: LAST + 1 },
    { when: 'when the clock goes back', now: LAST - 1, endsAt: LAST - 1 },
    { when: 'when the clock goes back before the session', now: START - 1, endsAt: START - 1 },
  ])('ends the old session and starts a new one $when', ({ now, endsAt }) => {
    expect(nextSession(running, now, LENGTH)).toEqual({
      store: { id: now, lastAccess: now },
      stamp: now,
      emit: [
        { kind: 'end', sessionId: START, time: endsAt },
        { kind: 'start', sessionId: now, time: now },
      ],
    });
  });

  test.each([
    { holds: 'nothing', stored: {} },
    { holds: 'nulls', stored: { id: null, lastAccess: null } },
    { holds: 'text', stored: { id: 'abc', lastAccess: 'def' } },
    { holds: 'empty text', stored: { id: '', lastAccess: '' } },
    { holds: 'NaN', stored: { id: NaN, lastAccess: LAST } },
    { holds: 'the text NaN', stored: { id: 'NaN', lastAccess: 'NaN' } },
    { holds: '-1', stored: { id: -1, lastAccess: LAST } },
    { holds: 'the text -1', stored: { id: '-1', lastAccess: String(LAST) } },
    { holds: '0', stored: { id: 0, lastAccess: 0 } },
    { holds: 'a fraction', stored: { id: START + 0.5, lastAccess: LAST } },
    { holds: 'an object', stored: { id: { at: START }, lastAccess: [LAST] } },
    { holds: 'an id without a last event', stored: { id: START } },
    { holds: 'a last event without an id', stored: { lastAccess: LAST } },
    { holds: 'a last event before the start', stored: { id: LAST, lastAccess: START } },
    { holds: 'a number beyond counting', stored: { id: 1e300, lastAccess: 1e301 } },
  ])('starts a first session, and ends none, when the store holds $holds', ({ stored }) => {
    expect(nextSession(stored, LAST, LENGTH)).toEqual({
      store: { id: LAST, lastAccess: LAST },
      stamp: LAST,
      emit: [{ kind: 'start', sessionId: LAST, time: LAST }],
    });
  });

  it('reads numbers that a cookie gave back as text', () => {
    expect(nextSession({ id: String(START), lastAccess: String(LAST) }, LAST + 5, LENGTH).stamp).toBe(START);
  });

  test.each([0, -1, NaN])('starts a session with every event when the length is %p', (length) => {
    expect(nextSession(running, LAST + 1, length).stamp).toBe(LAST + 1);
  });

  it('stamps what it stores, never ends a session that is not stored, and keeps end before start', () => {
    const anything = fc.oneof(fc.integer(), fc.string(), fc.anything());
    fc.assert(
      fc.property(anything, anything, fc.nat(), fc.nat(), (id, lastAccess, now, length) => {
        const { store, stamp, emit } = nextSession({ id, lastAccess }, now, length);
        expect(stamp).toBe(store.id);
        expect(store.lastAccess).toBe(now);
        expect(Number.isSafeInteger(stamp)).toBe(true);
        const kinds = emit.map(({ kind }) => kind);
        expect([[], ['start'], ['end', 'start']]).toContainEqual(kinds);
        const ended = emit.find(({ kind }) => kind === 'end');
        expect(ended === undefined || ended.sessionId === Number(id)).toBe(true);
      }),
    );
  });
});
