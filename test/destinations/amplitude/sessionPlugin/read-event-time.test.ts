import { readEventTime } from '../../../../src/destinations/amplitude/sessionPlugin/read-event-time';

const NOW = 1_700_000_000_000;
const TIME = 1_600_000_000_000;

describe(readEventTime, () => {
  test.each([
    [new Date(TIME), TIME],
    [new Date(TIME).toISOString(), TIME],
    ['2026-01-02', Date.UTC(2026, 0, 2)],
    [TIME, TIME],
    [TIME + 0.5, TIME],
    [String(TIME), TIME],
  ])('reads %p', (timestamp, time) => {
    expect(readEventTime(timestamp, NOW)).toBe(time);
  });

  test.each([undefined, null, '', 'garbage', new Date(NaN), NaN, Infinity, -5, 0, {}, []])(
    'takes now for %p',
    (timestamp) => {
      expect(readEventTime(timestamp, NOW)).toBe(NOW);
    },
  );
});
