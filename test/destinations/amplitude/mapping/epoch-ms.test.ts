import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';
import { toEpochMs } from '../../../../src/destinations/amplitude/mapping/epoch-ms';

dayjs.extend(utc);

/**
 * What `dayjs.utc`, with which Segment's own destination reads a time, makes of it: the same, a time of its own, one
 * that depends on the time zone of the server (`local`), or nothing.
 */
type Theirs = 'same' | 'local' | typeof NONE | (string & {});
const NONE = 'none';

const READ: [given: string | number, ours: string, theirs: Theirs][] = [
  ['2026-03-01T12:00:00.000Z', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01T12:00:00Z', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01T12:00:00', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01T12:00', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01T12', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01 12:00:00', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01 12:00:00.123456', '2026-03-01T12:00:00.123Z', 'same'],
  ['2026-03-01T12:00:00.123456789Z', '2026-03-01T12:00:00.123Z', 'same'],
  ['2026-03-01T12:00:00,5Z', '2026-03-01T12:00:00.500Z', NONE],
  ['2026-03-01T12:00:00+02:00', '2026-03-01T10:00:00.000Z', 'same'],
  ['2026-03-01T12:00:00-0800', '2026-03-01T20:00:00.000Z', 'same'],
  ['2026-03-01T12:00:00+02', '2026-03-01T10:00:00.000Z', NONE],
  ['2026-03-01 12:00:00 +0200', '2026-03-01T10:00:00.000Z', 'same'],
  ['2026-03-01 12:00:00 UTC', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026-03-01 12:00:00.5 +0000 UTC', '2026-03-01T12:00:00.500Z', 'same'],
  ['2026-03-01T12:00:00+01:00[Europe/Paris]', '2026-03-01T11:00:00.000Z', NONE],
  ['2026-03-01 12:00:00 EST', '2026-03-01T17:00:00.000Z', 'same'],
  ['2026-03-01 12:00:00 PM', '2026-03-01T12:00:00.000Z', 'local'],
  ['2026-03-01', '2026-03-01T00:00:00.000Z', 'same'],
  ['2026-03', '2026-03-01T00:00:00.000Z', 'same'],
  ['2026', '2026-01-01T00:00:00.000Z', 'same'],
  ['20260301', '2026-03-01T00:00:00.000Z', 'same'],
  ['20260301T120000Z', '2026-03-01T12:00:00.000Z', NONE],
  ['20260301120000', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026/03/01', '2026-03-01T00:00:00.000Z', 'same'],
  ['2026/03/01 12:00:00', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026.03.01', '2026-03-01T00:00:00.000Z', 'local'],
  ['2015-2-02T00:30:12.984Z', '2015-02-02T00:30:12.984Z', NONE],
  ['2026-3-1', '2026-03-01T00:00:00.000Z', 'same'],
  ['2021-10-16T16:00:27.029:Z', '2021-10-16T16:00:27.029Z', NONE],
  ['2026-03-01T24:00:00Z', '2026-03-02T00:00:00.000Z', 'same'],
  ['2016-12-31T23:59:60', '2017-01-01T00:00:00.000Z', 'same'],
  ['Sun, 01 Mar 2026 12:00:00 GMT', '2026-03-01T12:00:00.000Z', 'same'],
  ['Sun, 01 Mar 2026 12:00:00 +0100', '2026-03-01T11:00:00.000Z', 'same'],
  ['01 Mar 2026 12:00:00 EST', '2026-03-01T17:00:00.000Z', 'same'],
  ['1 Mar 2026', '2026-03-01T00:00:00.000Z', 'local'],
  ['1-Mar-2026', '2026-03-01T00:00:00.000Z', 'local'],
  ['March 1, 2026', '2026-03-01T00:00:00.000Z', 'local'],
  ['Mar 1, 2026 10:00', '2026-03-01T10:00:00.000Z', 'local'],
  ['March 1st, 2026 at 3:04 PM', '2026-03-01T15:04:00.000Z', NONE],
  ['Mar 2026', '2026-03-01T00:00:00.000Z', 'local'],
  ['Sunday, March 1, 2026 3:04 AM', '2026-03-01T03:04:00.000Z', 'local'],
  ['Sun Mar 01 2026 12:00:00 GMT+0100 (Central European Standard Time)', '2026-03-01T11:00:00.000Z', 'same'],
  ['Sun Mar 1 12:00:00 2026', '2026-03-01T12:00:00.000Z', 'local'],
  ['Sun Mar 01 12:00:00 UTC 2026', '2026-03-01T12:00:00.000Z', 'same'],
  ['2026 Mar 1', '2026-03-01T00:00:00.000Z', 'local'],
  ['3/1/2026', '2026-03-01T00:00:00.000Z', 'local'],
  ['3/1/2026, 12:00:00 PM', '2026-03-01T12:00:00.000Z', 'local'],
  ['3/1/2026 12:00', '2026-03-01T12:00:00.000Z', 'local'],
  ['1634400027', '2021-10-16T16:00:27.000Z', '1637-04-01T03:00:00.000Z'],
  ['1634400027.029', '2021-10-16T16:00:27.029Z', '1637-04-01T03:00:00.029Z'],
  [1_634_400_027, '2021-10-16T16:00:27.000Z', '1970-01-19T22:00:00.027Z'],
  [1_634_400_027.029, '2021-10-16T16:00:27.029Z', '1970-01-19T22:00:00.027Z'],
  ['1634400027029', '2021-10-16T16:00:27.029Z', '1637-04-01T03:02:09.000Z'],
  [1_634_400_027_029, '2021-10-16T16:00:27.029Z', 'same'],
  ['1634400027029000', '2021-10-16T16:00:27.029Z', '1637-04-01T03:03:30.000Z'],
  [1_634_400_027_029_000, '2021-10-16T16:00:27.029Z', '+053762-01-27T23:30:29.000Z'],
  ['1634400027029000000', '2021-10-16T16:00:27.029Z', '1637-04-01T03:03:30.000Z'],
  [1_634_400_027_029_000_000, '2021-10-16T16:00:27.029Z', NONE],
  [' 1634400027029 ', '2021-10-16T16:00:27.029Z', NONE],
  ['999999999', '2001-09-09T01:46:39.000Z', '+010007-06-07T09:00:00.000Z'],
]; // prettier-ignore

/** What says no time, or one that nobody means. */
const UNREAD: [given: string | number, theirs: Theirs][] = [
  ['2026-02-30T00:00:00Z', '2026-03-02T00:00:00.000Z'],
  ['2026-02-29', '2026-03-01T00:00:00.000Z'],
  ['2026-13-01', '2027-01-01T00:00:00.000Z'],
  ['2026-00-10', '2025-12-10T00:00:00.000Z'],
  ['2026-03-01T25:00:00Z', NONE],
  ['2026-03-01T12:60:00Z', NONE],
  ['Feb 30 2026', 'local'],
  ['25/12/2026', NONE],
  ['26-03-01', NONE],
  ['01/03/26', 'local'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
  ['2101-01-01T00:00:00Z', '2101-01-01T00:00:00.000Z'],
  ['+012026-03-01T00:00:00Z', '+012026-03-01T00:00:00.000Z'],
  ['2026-060', '2026-05-31T00:00:00.000Z'],
  ['2026-W09-7', NONE],
  ['2026-03-01 12:00:00 CET', NONE],
  ['noon', NONE],
  ['tomorrow', NONE],
  ['Day 2026', 'local'],
  ['9oFMfS90aH1gLZUS', NONE],
  ['12345', '1234-05-01T00:00:00.000Z'],
  ['12345678901', '1238-10-20T18:01:00.000Z'],
  ['99999999999999', '+010007-06-11T04:40:39.000Z'],
  ['-1', 'local'],
  ['0', 'local'],
  [0, '1970-01-01T00:00:00.000Z'],
  [-1, '1969-12-31T23:59:59.999Z'],
  ['1e12', NONE],
  ['', NONE],
  ['null', NONE],
  ['undefined', NONE],
  ['NaN', NONE],
  ['Invalid Date', NONE],
  ['true', NONE],
  ['2026-03-01T12:00:00+15:00', '2026-02-28T21:00:00.000Z'],
  ['1.6344e12', NONE],
]; // prettier-ignore

function expectTheirs(given: string | number, ours: string | undefined, theirs: Theirs): void {
  const read = dayjs.utc(given).valueOf();
  const iso = Number.isNaN(read) ? NONE : new Date(read).toISOString();
  const local = new Date(given).getTime();
  expect(theirs === 'local' ? read : iso).toBe(
    theirs === 'local' ? local : theirs === 'same' ? ours : theirs,
  );
}

describe(toEpochMs, () => {
  it('is shown for 60 spellings and more', () => {
    expect(READ.length + UNREAD.length).toBeGreaterThanOrEqual(60);
  });

  it.each(READ)('reads %j as %s, dayjs: %s', (given, ours, theirs) => {
    const epoch = toEpochMs(given) ?? NaN;
    expect(new Date(epoch).toISOString()).toBe(ours);
    expectTheirs(given, ours, theirs);
  });

  it.each(UNREAD)('does not read %j, dayjs: %s', (given, theirs) => {
    expect(toEpochMs(given)).toBeUndefined();
    expectTheirs(given, undefined, theirs);
  });

  it.each([null, undefined, NaN, Infinity, true, {}, [], ['2026-03-01'], 5n, new Date(NaN), new Date(-1)])(
    'answers undefined for %p',
    (value) => {
      expect(toEpochMs(value)).toBeUndefined();
    },
  );

  it('reads a Date', () => {
    expect(toEpochMs(new Date('2026-03-01T12:00:00Z'))).toBe(Date.UTC(2026, 2, 1, 12));
  });

  it('cuts a fraction of a millisecond off', () => {
    expect(toEpochMs(1_618_245_157_710.9)).toBe(1_618_245_157_710);
    expect(toEpochMs('1618245157710.999')).toBe(1_618_245_157_710);
  });

  it.each([
    ['9 digits', '999999999', '2001-09-09T01:46:39.000Z'],
    ['10 digits', '4133980799', '2100-12-31T23:59:59.000Z'],
    ['12 digits', '100000000000', '1973-03-03T09:46:40.000Z'],
    ['13 digits', '4133980799999', '2100-12-31T23:59:59.999Z'],
    ['15 digits', '100000000000000', '1973-03-03T09:46:40.000Z'],
    ['18 digits', '100000000000000000', '1973-03-03T09:46:40.000Z'],
  ])('tells the unit of %s', (_title, given, iso) => {
    expect(new Date(toEpochMs(given) ?? NaN).toISOString()).toBe(iso);
  });

  it.each(['4133980800', '4133980800000', '9999999999', '01634400027029', '16344000270290'])(
    'does not take %s for a time: it is after 2100, or of a size between the units',
    (given) => {
      expect(toEpochMs(given)).toBeUndefined();
    },
  );

  it('reads no text over 100 characters, however it starts', () => {
    expect(toEpochMs(`2026-03-01T12:00:00Z (${'x'.repeat(100_000)})`)).toBeUndefined();
    expect(toEpochMs('1'.repeat(100_000))).toBeUndefined();
  });
});
