import { readFileSync } from 'node:fs';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator();
});
afterEach(() => emulator.close());

const LEVELS = 5000;
const DEEP_LIST = `${'['.repeat(LEVELS)}1${']'.repeat(LEVELS)}`;
const DEEP = `{"type":"track","event":"Deep", "userId":"user-deep","properties":{"a":${DEEP_LIST}}}`;

const send = (input: string, ...more: string[]) =>
  runCli(['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl, ...more]);

function readLetters(): Record<string, unknown>[] {
  const lines = readFileSync(files.path('dead'), 'utf8').trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('an event nested thousands of levels deep', () => {
  it('is rejected alone, and its dead letter keeps its line and can be sent again', async () => {
    const input = files.write('events', `${DEEP}\n${toLines([trackEvent(1)])}`);
    const letter = {
      _rejected: {
        reason: 'nested more than 1,000 levels deep, where Amplitude takes 40, so it cannot be sent',
        place: `${input}:1`,
        text: DEEP,
      },
    };
    const { exitCode, stderr } = await send(input, '--dead-letter', files.path('dead'));
    expect({ exitCode, stderr: stderr.includes('RangeError') }).toEqual({ exitCode: 1, stderr: false });
    expect(emulator.counts.ingested).toBe(1);
    expect(readLetters()).toEqual([letter]);

    const again = await send(files.path('dead'));
    expect(again.exitCode).toBe(1);
  });

  it('is rejected alone within an envelope, with its text', async () => {
    const batch = `{"batch":[${JSON.stringify(trackEvent(1))},${DEEP}]}`;
    const { exitCode } = await send(files.write('events', `${batch}\n`), '--dead-letter', files.path('dead'));
    expect(exitCode).toBe(1);
    expect(emulator.counts.ingested).toBe(1);
    expect(readLetters()).toMatchObject([{ _rejected: { text: DEEP.replace(', ', ',') } }]);
  });

  it('is rejected when it is lists within lists', async () => {
    const input = files.write('events', `${toLines([trackEvent(1)])}${DEEP_LIST}\n`);
    expect((await send(input, '--dead-letter', files.path('dead'))).exitCode).toBe(1);
    expect(readLetters()).toHaveLength(1);
  });

  it('is shown as rejected by preview --json', async () => {
    const { exitCode, stdout } = await runCli(['preview', files.write('events', `${DEEP}\n`), '--json']);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({ kind: 'event', outcome: 'rejected' });
  });
});
