import type { SessionState } from '../../../../src/destinations/amplitude/sessionPlugin/session';
import {
  chooseState,
  formatDetails,
  formatRecord,
  parsePair,
  parseRecord,
  withDetails,
} from '../../../../src/destinations/amplitude/sessionPlugin/session-record';

const NEWEST = 10_000;
const session = { id: 1000, lastAccess: 2000, lastEvent: 1500 };

describe(parseRecord, () => {
  test.each([{ running: session }, { before: session }])('reads what formatRecord wrote of %j', (state) => {
    expect(parseRecord(formatRecord(state))).toEqual(state);
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
    expect(parseRecord(text)).toEqual({});
  });
});

describe(parsePair, () => {
  test.each([
    [1000, 2000],
    ['1000', '2000'],
  ])('reads %p and %p, as numbers or as a cookie gives them back', (id, lastAccess) => {
    expect(parsePair(id, lastAccess, NEWEST)).toEqual({
      running: { id: 1000, lastAccess: 2000, lastEvent: 2000 },
    });
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
    expect(parsePair(id, lastAccess, NEWEST)).toEqual({});
  });
});

describe(chooseState, () => {
  const at = (id: number, lastAccess: number) => ({ running: { id, lastAccess, lastEvent: lastAccess } });
  const ended = (id: number, lastAccess: number) => ({ before: at(id, lastAccess).running });

  test.each([
    ['the latest access', [at(1, 5), {}, at(2, 9), at(3, 4)], 2],
    ['the greater id of two with one access', [at(1, 5), at(3, 5)], 3],
    ['the one that is not of the future', [at(1, 5), at(2, NEWEST)], 1],
    ['one of the future where there is no other', [{}, at(2, NEWEST)], 2],
    ['a newer one than the ended one', [ended(1, 5), at(2, 6)], 2],
  ])('takes %s', (_what, stored, id) => {
    expect(chooseState(stored, NEWEST)).toMatchObject({ running: { id } });
  });

  it('takes no copy of an ended session, however late its access', () => {
    expect(chooseState([at(1, 9), ended(1, 5)], NEWEST)).toEqual(ended(1, 5));
  });

  it('takes nothing of nothing', () => {
    expect(chooseState([], NEWEST)).toEqual({});
  });
});

describe(withDetails, () => {
  const before = { id: 1, lastAccess: 5, lastEvent: 5 };
  const state = { running: { ...session, owner: { userId: 'a' } }, before };

  it('gives back what was kept with the session', () => {
    const kept = JSON.parse(formatDetails(state)) as SessionState;
    expect(withDetails({ running: session }, undefined, kept)).toEqual(state);
  });

  it.each([[undefined], [null], [5], [{ running: { ...session, id: 7 } }], [[]]])('leaves out %j', (kept) => {
    expect(withDetails({ running: session }, kept as never)).toEqual({ running: session });
  });

  it('keeps nothing of a session that ended', () => {
    expect(withDetails({ before: session }, state)).toEqual({ before: session });
    expect(formatDetails({ before: { ...before, owner: { userId: 'a' } } })).toBe('{}');
  });
});
