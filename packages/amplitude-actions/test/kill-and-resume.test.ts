import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, toLines, trackEvent, useDirectory } from './run-cli';

const CLI = join(__dirname, '../src/index.ts');
const files = useDirectory();

/** The real program, in a process of its own. */
const startProcess = (args: string[]): ChildProcess =>
  spawn(process.execPath, ['-r', 'tsx/cjs', CLI, ...args], {
    stdio: 'ignore',
    env: { ...process.env, AMPLITUDE_API_KEY: API_KEY },
  });

describe('send, killed', () => {
  it('resumes: every event is ingested once, and every refused one is in the dead letters once', async () => {
    const emulator = await startAmplitudeEmulator({
      strict: true,
      refuse: ({ event_type }) =>
        event_type === 'Bad' ? { kind: 'invalid', field: 'event_type' } : undefined,
      faults: [{ action: { latencyMs: 40 } }, { every: 7, action: { drop: 'after-ingestion' } }],
    });
    const events = range(1200).map((n): Record<string, unknown> => ({
      ...trackEvent(n, 300),
      ...(n % 50 === 0 && { event: 'Bad' }),
    }));
    const input = files.write('events.ndjson', toLines(events));
    const dead = files.path('dead.ndjson');
    const args = ['send', input, '--base-url', emulator.baseUrl, '--checkpoint', files.path('state')];
    const all = [...args, '--dead-letter', dead, '--batch-size', '20', '--concurrency', '3'];

    for (const goal of [100, 500]) {
      const killed = startProcess(all);
      while (emulator.counts.ingested < goal) await new Promise((resolve) => setTimeout(resolve, 10));
      killed.kill('SIGKILL');
      await once(killed, 'exit');
      expect(existsSync(files.path('state'))).toBe(true);
      expect(emulator.counts.ingested).toBeLessThan(1176);
    }
    const last = startProcess(all);
    await once(last, 'exit');

    expect(last.exitCode).toBe(1);
    expect(emulator.events.map(({ insert_id }) => insert_id)).toHaveLength(1176);
    expect(new Set(emulator.events.map(({ insert_id }) => insert_id)).size).toBe(1176);
    const letters = readFileSync(dead, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { messageId: string });
    expect(letters.map(({ messageId }) => messageId).sort()).toEqual(
      events
        .filter(({ event }) => event === 'Bad')
        .map(({ messageId }) => messageId)
        .sort(),
    );
    await emulator.close();
  }, 300_000);
});
