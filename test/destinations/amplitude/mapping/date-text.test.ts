import { readDateText } from '../../../../src/destinations/amplitude/mapping/date-text';

const DATES = [
  '2026-11-01', '2026-11-1', '2026/11/01', '2026.11.01', '11/01/2026', '11-01-2026', '11.01.2026', '1 Nov 2026',
  '01-Nov-2026', '1/Nov/2026', '1.Nov.2026', 'Nov 1, 2026', 'Nov. 1 2026', 'November 1, 2026', 'Nov-1-2026',
  'Nov/1/2026', 'Sun, 01 Nov 2026', 'Sun,1 Nov 2026', 'Sunday, 1 November 2026', 'Sun Nov 01 2026',
  'Sunday, November 1, 2026', '2026 Nov 1', '2026-Nov-01', '2026, November 1', '2026-11', 'Nov 2026',
  '+002026-11-01',
]; // prettier-ignore
const TIMES = [
  '', '10:00', '10:00:00', '10:00:00.123', '10:00:00.123456', '10:00:00:123', '10:00 AM', '10:00:00 pm', '24:00:00',
  '9:5', 'T10:00', 'T10:00:00.5',
]; // prettier-ignore
const ZONES = [
  'Z', 'UTC', 'UT', 'GMT', 'GMT+2', 'GMT-7', 'GMT+0', 'GMT+02', 'GMT+0200', 'GMT+02:00', 'UTC+2', 'UTC-07:30', '+02',
  '+0200', '-07:00', '+2', '+2:00', '-0000', 'EST', 'EDT', 'CST', 'MST', 'PST', 'PDT', 'GMT+0200 (CEST)', '+0200 (CEST)',
  'GMT+0200 (Central European Summer Time)', 'Z (Coordinated Universal Time)', 'GMT (a comment (in a comment))',
]; // prettier-ignore

/** Each way of putting a date and a time together. */
function join(date: string, time: string): string[] {
  if (time === '') return [date];
  return time.startsWith('T') ? [date + time] : [`${date} ${time}`, `${date}, ${time}`];
}

/** What `Date` reads, and we read otherwise or not at all. */
function toMisread(text: string, asUtc = text): string[] {
  const theirs = Date.parse(asUtc);
  if (Number.isNaN(theirs)) return [];
  const ours = readDateText(text) ?? NaN;
  return ours === theirs ? [] : [`${text}: ${ours}, Date: ${theirs}`];
}

describe(readDateText, () => {
  it.each(DATES)('reads %j with every time and zone as Date does, without a zone as UTC', (date) => {
    const texts = TIMES.flatMap((time) => join(date, time));
    // A month alone with a bare offset may be a date.
    const zones = /\d-11$|^Nov 2026$/.test(date) ? ZONES.filter((zone) => /^[A-Z]/.test(zone)) : ZONES;
    const misread = texts.flatMap((text) => [
      ...toMisread(text, `${text} UTC`),
      ...zones.flatMap((zone) => [
        ...toMisread(`${text} ${zone}`),
        ...(text === date ? [] : toMisread(text + zone)),
      ]),
    ]);
    expect(misread).toStrictEqual([]);
    expect(texts.filter((text) => Number.isNaN(Date.parse(`${text} UTC`))).length).toBeLessThan(texts.length);
  });
});
