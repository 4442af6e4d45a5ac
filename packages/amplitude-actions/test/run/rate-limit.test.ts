import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { RateLimit } from '../../src/run/rate-limit';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();

describe('RateLimit', () => {
  it('lets a second of events go at once, then each at its turn', () => {
    let now = 0;
    const limit = new RateLimit(10, () => now);
    expect(range(10).map(() => limit.take())).toEqual(range(10).map(() => 0));
    expect(limit.take()).toBe(100);
    now = 100;
    expect([limit.take(), limit.take()]).toEqual([0, 100]);
  });

  it('keeps to the rate over any time, and saves up no more than a second', () => {
    let now = 0;
    const limit = new RateLimit(7, () => now);
    let taken = 0;
    for (; now < 60_000; now += 1) if (limit.take() === 0) taken += 1;
    expect(taken).toBe(7 + 60 * 7 - 1);

    now += 3_600_000;
    expect(range(20).filter(() => limit.take() === 0)).toHaveLength(7);
  });

  it('waits no longer once the run is stopped', async () => {
    const limit = new RateLimit(1, () => 0);
    limit.take();
    let asked = 0;
    await limit.turn(() => (asked += 1) > 1);
    expect(asked).toBe(2);
  });
});

describe('send --rate', () => {
  it('never has more events at Amplitude than the rate allows by then, and sends all in order', async () => {
    const emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
    const input = files.write('events', toLines(range(60).map((n) => trackEvent(n, 3))));
    const startedAt = Date.now();
    const { exitCode } = await runCli([
      ...['send', input, '--rate', '20', '--api-key', API_KEY, '--base-url', emulator.baseUrl],
    ]);
    let sent = 0;
    const tooMany = emulator.exchanges.filter(({ at, items }) => {
      sent += items;
      return sent > 20 * (1 + (at - startedAt) / 1000);
    });
    await emulator.close();

    expect({ exitCode, sent, tooMany }).toEqual({ exitCode: 0, sent: 60, tooMany: [] });
    for (const user of range(3)) {
      const numbers = emulator.events
        .filter(({ user_id }) => user_id === `user-${user}`)
        .map(({ event_properties }) => Number(event_properties?.number));
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });
});
