import { existsSync, readFileSync } from 'node:fs';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { type CheckpointState } from '../src/run/checkpoint';
import { startProcess, until } from './process/start-process';
import { range, toLines, trackEvent, useDirectory } from './run-cli';

const files = useDirectory();

describe('send, killed', () => {
  it('resumes: every event once, every refused one in the dead letters once, and only what was open sent again', async () => {
    const emulator = await startAmplitudeEmulator({
      strict: true,
      refuse: ({ event_type }) =>
        event_type === 'Bad' ? { kind: 'invalid', field: 'event_type' } : undefined,
      faults: [{ action: { latencyMs: 100 } }],
    });
    const events = range(1200).map((n): Record<string, unknown> => ({
      ...trackEvent(n, 300),
      ...(n % 50 === 0 && { event: 'Bad' }),
    }));
    const state = files.path('state');
    const input = files.write('events.ndjson', toLines(events));
    const paths = ['--checkpoint', state, '--dead-letter', files.path('dead.ndjson')];
    const args = [
      'send',
      input,
      '--base-url',
      emulator.baseUrl,
      ...paths,
      '--batch-size',
      '20',
      '--concurrency',
      '3',
    ];
    const delivered = () =>
      existsSync(state) ? (JSON.parse(readFileSync(state, 'utf8')) as CheckpointState).tally.delivered : 0;

    for (const goal of [1, 300]) {
      const killed = startProcess(args);
      await until(() => delivered() >= goal);
      killed.child.kill('SIGKILL');
      await killed.exited;
      expect(emulator.counts.ingested).toBeLessThan(1176);
      // What a checkpoint counts is not sent again: all that the next run repeats was ingested behind it.
      const [before, mayRepeat] = [emulator.counts.deduped, emulator.counts.ingested - delivered()];
      const resumed = startProcess(args);
      await until(() => emulator.counts.ingested >= Math.min(1176, goal + mayRepeat + 200));
      expect(emulator.counts.deduped - before).toBeLessThanOrEqual(mayRepeat + IN_FLIGHT);
      resumed.child.kill('SIGKILL');
      await resumed.exited;
    }
    const last = startProcess(args);
    expect(await last.exited).toBe(1);

    expect(new Set(emulator.events.map(({ insert_id }) => insert_id)).size).toBe(1176);
    expect(emulator.events).toHaveLength(1176);
    const letters = readFileSync(files.path('dead.ndjson'), 'utf8').trim().split('\n');
    const ids = letters.map((line) => (JSON.parse(line) as { messageId: string }).messageId);
    const bad = events.filter(({ event }) => event === 'Bad').map(({ messageId }) => String(messageId));
    expect(ids.sort()).toEqual(bad.sort());
    await emulator.close();
  });
});

/** Requests that the emulator had taken in, and had not answered, when the process was killed. */
const IN_FLIGHT = 3 * 20;
