import { spawn } from '@lydell/node-pty';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { range, toLines, trackEvent, useDirectory } from '../run-cli';
import { renderTerminal } from './render-terminal';
import { COMMAND, ENVIRONMENT } from './start-process';

const files = useDirectory();
let emulator: AmplitudeEmulator;
afterEach(() => emulator.close());

const SHOW_CURSOR = '\u001b[?25h';

/** Runs the program in a real terminal of so many columns. */
async function runInTerminal(args: readonly string[], columns: number, environment: NodeJS.ProcessEnv = {}) {
  const [program = '', ...rest] = COMMAND;
  const terminal = spawn(program, [...rest, ...args], {
    cols: columns,
    rows: 40,
    env: { ...ENVIRONMENT, TERM: 'xterm-256color', ...environment },
  });
  let written = '';
  terminal.onData((data) => (written += data));
  const exitCode = await new Promise<number>((resolve) =>
    terminal.onExit((event) => resolve(event.exitCode)),
  );
  return { exitCode, written, screen: renderTerminal(written, columns) };
}

describe('send in a terminal', () => {
  const hostile = '\u001b[2J\u009b31m\u0007\u202e';
  const start = async () => {
    emulator = await startAmplitudeEmulator({
      strict: true,
      refuse: ({ event_type }) =>
        event_type === 'Bad' ? { kind: 'invalid', field: `time${hostile}` } : undefined,
      faults: [{ action: { latencyMs: 400 } }, { nth: 2, action: { status: 503 } }],
    });
    const events = range(60).map((n) => ({ ...trackEvent(n, 60), ...(n === 7 && { event: 'Bad' }) }));
    return files.write(
      'events',
      `${toLines(events)}{"type":"${'tracc'}${hostile.replace('\u001b', '\\u001b').replace('\u0007', '\\u0007')}"}\n`,
    );
  };

  it('draws a bar that fits 60 columns, keeps notes above it, and leaves notes and figures on the screen', async () => {
    const input = await start();
    const args = [
      'send',
      input,
      '--base-url',
      emulator.baseUrl,
      '--batch-size',
      '10',
      '--concurrency',
      '1',
      '--verbose',
    ];
    const { exitCode, written, screen } = await runInTerminal(args, 60);
    expect(exitCode).toBe(1);
    // The bar was there, and moved.
    expect(written).toMatch(/░ \d+ % · [^]*█+░* [1-9]\d* % · \d+ events/);
    // The notes stand above the figures; the bar is gone, the cursor is back.
    const text = screen.join('\n');
    expect(text).toMatch(
      /^The newest event seen so far is of 2023-11-14: users would\n[^]*to be tried again:[^]*\nread +61\ndelivered +59\nrejected +2\n/,
    );
    expect(text).not.toMatch(/[█░]/);
    expect(written.lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(written.lastIndexOf('░'));
    expect(Math.max(...screen.map((line) => line.length))).toBeLessThanOrEqual(60);
    expect(screen.filter((line) => line.includes('%'))).toEqual([]);
  });

  it('obeys NO_COLOR', async () => {
    await start();
    const event = files.write('event', JSON.stringify(trackEvent(1)));
    // eslint-disable-next-line no-control-regex -- colours begin with a control character
    const colour = /\u001b\[\d+m/;
    expect((await runInTerminal(['preview', event], 100)).written).toMatch(colour);
    expect((await runInTerminal(['preview', event], 100, { NO_COLOR: '1' })).written).not.toMatch(colour);
  });
});
