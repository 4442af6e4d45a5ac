import { toEpochMs } from '../../../../src/destinations/amplitude/mapping/epoch-ms';

describe(toEpochMs, () => {
  it.each([
    ['milliseconds', 1_618_245_157_710, 1_618_245_157_710],
    ['milliseconds as text', '1618245157710', 1_618_245_157_710],
    ['milliseconds with white space', ' 1618245157710 ', 1_618_245_157_710],
    ['seconds, by their ten digits', 1_618_245_157, 1_618_245_157_000],
    ['seconds as text', '1618245157', 1_618_245_157_000],
    ['seconds with a fraction', 1_618_245_157.71, 1_618_245_157_710],
    ['a time before 1970', -1_000_000_000_000, -1_000_000_000_000],
    ['no session', -1, -1],
    ['no session as text', '-1', -1],
    ['the start of 1970', 0, 0],
    ['an ISO time', '2021-04-12T16:32:37.710Z', 1_618_245_157_710],
    ['an ISO time of another zone', '2021-04-12T18:32:37.710+02:00', 1_618_245_157_710],
    ['an ISO time without a zone, as UTC', '2021-04-12T16:32:37.710', 1_618_245_157_710],
    ['an ISO day, as UTC', '2021-04-12', 1_618_185_600_000],
  ])('reads %s', (_title, value, expected) => {
    expect(toEpochMs(value)).toBe(expected);
  });

  it.each([undefined, null, '', ' ', 'abc', 'tomorrow', '12/04/2021', '2021-13-45', NaN, Infinity, true, {}])(
    'answers undefined for %p',
    (value) => {
      expect(toEpochMs(value)).toBeUndefined();
    },
  );

  it('cuts a fraction of a millisecond off', () => {
    expect(toEpochMs(1_618_245_157_710.9)).toBe(1_618_245_157_710);
  });
});
