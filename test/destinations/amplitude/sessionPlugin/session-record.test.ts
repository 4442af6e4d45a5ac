import type { SessionState } from '../../../../src/destinations/amplitude/sessionPlugin/session';
import {
  chooseSession,
  formatDetails,
  formatRecord,
  parsePair,
  parseRecord,
  toState,
} from '../../../../src/destinations/amplitude/sessionPlugin/session-record';

const NEWEST = 10_000;
const session = { id: 1000, lastAccess: 2000, lastEvent: 1500 };

describe(parseRecord, () => {
  test.each([session, { ...session, isEnded: true }])('reads what formatRecord wrote of %j', (stored) => {
    expect(parseRecord(formatRecord(stored))).toEqual({ isEnded: false, ...stored });
  });

  test.each([
    undefined,
    null,
    '',
    'abc',
    'null',
    '1000',
    '1000:2000',
    '1000:abc:1500',
    '-1:2000:2000',
    '0:0:0',
    '2000:1000:2000',
    '2000:2000:1000',
    '1000.5:2000:2000',
    '1000:1e300:2000',
    '1000:9000000000000000:2000',
    { id: 1000 },
  ])('reads nothing in %p', (text) => {
    expect(parseRecord(text)).toBeUndefined();
  });
});

describe(parsePair, () => {
  test.each([
    [1000, 2000],
    ['1000', '2000'],
  ])('reads %p and %p, as numbers or as a cookie gives them back', (id, lastAccess) => {
    expect(parsePair(id, lastAccess, NEWEST)).toMatchObject({ id: 1000, lastAccess: 2000, lastEvent: 2000 });
  });

  test.each([
    [null, null],
    ['abc', 'def'],
    ['', ''],
    [NaN, 2000],
    ['NaN', 'NaN'],
    [-1, 2000],
    [0, 0],
    [1000.5, 2000],
    [{ at: 1000 }, [2000]],
    [1000, undefined],
    [undefined, 2000],
    [2000, 1000],
    [1e300, 1e301],
    [1000, NEWEST],
    [NEWEST, NEWEST],
  ])('reads nothing in %p and %p', (id, lastAccess) => {
    expect(parsePair(id, lastAccess, NEWEST)).toBeUndefined();
  });
});

describe(chooseSession, () => {
  const at = (id: number, lastAccess: number, isEnded = false) => ({
    id,
    lastAccess,
    lastEvent: lastAccess,
    isEnded,
  });

  test.each([
    ['the latest access', [at(1, 5), undefined, at(2, 9), at(3, 4)], 2],
    ['the greater id of two with one access', [at(1, 5), at(3, 5)], 3],
    ['the one that is not of the future', [at(1, 5), at(2, NEWEST)], 1],
    ['one of the future where there is no other', [at(2, NEWEST)], 2],
    ['a newer one than the ended one', [at(1, 5, true), at(2, 6)], 2],
  ])('takes %s', (_what, stored, id) => {
    expect(chooseSession(stored, NEWEST)).toMatchObject({ id });
  });

  it('takes no copy of an ended session, however late its access', () => {
    expect(chooseSession([at(1, 9), at(1, 5, true)], NEWEST)).toEqual(at(1, 5, true));
  });

  it('takes nothing of nothing', () => {
    expect(chooseSession([undefined], NEWEST)).toBeUndefined();
  });
});

describe(toState, () => {
  const before = { id: 1, lastAccess: 5, lastEvent: 5 };
  const state = { running: { ...session, owner: { userId: 'a' } }, before };

  it('gives back what was kept with the session', () => {
    const kept = JSON.parse(formatDetails(state)) as SessionState;
    expect(toState(session, undefined, kept)).toEqual(state);
  });

  it.each([[undefined], [null], [5], [{ running: { ...session, id: 7 } }], [[]]])('leaves out %j', (kept) => {
    expect(toState(session, kept as never)).toEqual({ running: session });
  });

  it('takes an ended session for the one before, of which nothing is kept', () => {
    expect(toState({ ...session, isEnded: true }, state)).toEqual({ before: session });
    expect(formatDetails({ before: { ...before, owner: { userId: 'a' } } })).toBe('{}');
  });
});
