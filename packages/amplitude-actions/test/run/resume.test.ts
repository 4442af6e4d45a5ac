import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { type CheckpointState } from '../../src/run/checkpoint';
import { API_KEY, range, runCli, startCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
});
afterEach(() => emulator.close());

const flags = (...more: string[]) => ['--api-key', API_KEY, '--base-url', emulator.baseUrl, ...more];
const send = (path: string, ...more: string[]) => runCli(['send', path, ...flags(...more)]);
const sendText = (text: string, ...more: string[]) =>
  runCli(['send', ...flags(...more)], Readable.from([text]));
const readCheckpoint = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as CheckpointState;
const until = async (isTrue: () => boolean) => {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 5));
};
const lines = (from: number, count: number) => toLines(range(count).map((n) => trackEvent(from + n)));

describe('a checkpoint', () => {
  it('knows a stream by its beginning: the same one is not sent again, another one is refused', async () => {
    const state = ['--checkpoint', files.path('state')];
    expect((await sendText(lines(0, 3), ...state)).exitCode).toBe(0);
    const other = await sendText(lines(100, 3), ...state);
    expect(other).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('stdin is not what it knows') as string,
    });
    expect(emulator.counts.received).toBe(3);
    // The same stream, one event longer.
    expect((await sendText(lines(0, 4), ...state)).exitCode).toBe(0);
    expect(emulator.counts).toMatchObject({ ingested: 4, deduped: 0 });
  });

  it('of an empty file goes on when the file has grown', async () => {
    const [input, state] = [files.write('events', ''), ['--checkpoint', files.path('state')]];
    expect((await send(input, ...state)).exitCode).toBe(0);
    writeFileSync(input, lines(0, 2));
    expect((await send(input, ...state)).exitCode).toBe(0);
    expect(emulator.counts.ingested).toBe(2);
  });

  it('refuses a file that is shorter now, one that begins otherwise, and one that is empty now', async () => {
    const [input, state] = [files.write('events', lines(0, 40)), ['--checkpoint', files.path('state')]];
    await send(input, ...state);
    for (const [text, reason] of [
      [lines(0, 39), 'it is shorter now'],
      [lines(7, 60), 'it begins otherwise'],
      ['', 'it is shorter now'],
    ] as const) {
      writeFileSync(input, text);
      expect(await send(input, ...state)).toMatchObject({
        exitCode: 2,
        stderr: expect.stringContaining(reason) as string,
      });
    }
    expect(emulator.counts.received).toBe(40);
  });

  it('refuses another file of dead letters, other flags that choose events, and another project', async () => {
    const input = files.write('events', lines(0, 1));
    const state = ['--checkpoint', files.path('state')];
    await send(input, ...state, '--dead-letter', files.path('one'));
    const refused = async (...more: string[]) => {
      const { exitCode, stderr } = await send(input, ...state, ...more);
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(await refused('--dead-letter', files.path('two'))).toMatch(/its dead letters are in .*one there/);
    expect(await refused()).toMatch(/its dead letters are in .*one there/);
    expect(await refused('--dead-letter', files.path('one'), '--only', 'page')).toMatch(
      /the flags that choose events differ/,
    );
    const otherKey = ['--api-key', '0123456789abcdef0123456789abcdef'];
    expect(await refused('--dead-letter', files.path('one'), ...otherKey)).toMatch(/the project.* differ/);
  });

  it('goes on with a folder that has more files now', async () => {
    mkdirSync(files.path('logs'));
    files.write('logs/1.json', lines(0, 2));
    const state = ['--checkpoint', files.path('state')];
    await send(files.path('logs'), ...state);
    files.write('logs/2.json', lines(2, 2));
    const { exitCode, stdout } = await send(files.path('logs'), ...state);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/in all +this run\nread +4 +2\ndelivered +4 +2/);
    expect(emulator.counts).toMatchObject({ ingested: 4, deduped: 0 });
  });

  it('leaves a half line open, exits 3, and sends the line when it is whole', async () => {
    const [whole, half] = [lines(0, 2), lines(2, 1)];
    const input = files.write('events', `${whole}${half.slice(0, 40)}`);
    const state = ['--checkpoint', files.path('state'), '--dead-letter', files.path('dead')];
    const first = await send(input, ...state);
    expect(first).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('events:3 is only half a line') as string,
    });
    appendFileSync(input, half.slice(40));
    expect((await send(input, ...state)).exitCode).toBe(0);
    expect(emulator.counts).toMatchObject({ ingested: 3, deduped: 0 });
    expect(readFileSync(files.path('dead'), 'utf8')).toBe('');
  });

  it('is saved while the run goes on, and after the dead letters that it counts', async () => {
    const pipe = new PassThrough();
    const state = files.path('state');
    const run = startCli(
      ['send', ...flags('--checkpoint', state, '--dead-letter', files.path('dead'))],
      pipe,
    );
    let sent = 0;
    const feed = setInterval(() => pipe.write(`${lines((sent += 1), 1)}{"type":"unknown"}\n`), 50);
    await until(() => existsSync(state) && readCheckpoint(state).tally.rejected > 0);
    const { tally, files: counted } = readCheckpoint(state);
    expect(tally.delivered).toBeGreaterThan(0);
    const letters = readFileSync(files.path('dead'), 'utf8')
      .slice(0, counted.deadLetter?.bytes)
      .split('\n')
      .filter(Boolean);
    expect(letters).toHaveLength(tally.rejected);
    clearInterval(feed);
    run.interrupt();
    expect((await run.done).exitCode).toBe(3);
  });

  it('counts the events of an envelope one by one', async () => {
    emulator.addFault({ nth: 1, action: { status: 401, body: 'stop' } });
    const batch = range(3).map((n) => trackEvent(n));
    const input = files.write(
      'events',
      toLines([{ batch: [...batch, { type: 'unknown', messageId: 'x' }] }]),
    );
    const more = ['--checkpoint', files.path('state'), '--dead-letter', files.path('dead')];
    await send(input, ...more);
    const { exitCode } = await send(input, ...more);
    expect(exitCode).toBe(1);
    expect(emulator.counts.ingested).toBe(3);
    expect(readFileSync(files.path('dead'), 'utf8').split('\n').filter(Boolean)).toHaveLength(1);
  });
});

describe('files of events', () => {
  it('are for their owner alone', async () => {
    const input = files.write(
      'events',
      toLines([{ type: 'group', messageId: 'g', groupId: 'x' }, { no: 'event' }]),
    );
    const paths = { dead: files.path('dead'), kept: files.path('kept'), state: files.path('state') };
    await send(input, '--dead-letter', paths.dead, '--unmatched', paths.kept, '--checkpoint', paths.state);
    for (const path of Object.values(paths)) expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('with the same line at the same place do not swallow each other', async () => {
    const line = toLines([{ ...trackEvent(1), messageId: undefined }]);
    await send(files.write('one', line));
    await send(files.write('two', line));
    await send(files.path('one'));
    expect(emulator.counts).toMatchObject({ ingested: 2, deduped: 1 });
  });
});

describe('a lock', () => {
  it.each(['--checkpoint', '--dead-letter', '--unmatched'])(
    'keeps a second run off the file of %s',
    async (flag) => {
      const first = startCli(['send', ...flags(flag, files.path('file'))], new PassThrough());
      await until(() => existsSync(files.path('file.lock')));
      const input = files.write('events', lines(0, 1));
      const second = await send(input, flag, files.path('file'));
      expect(second).toMatchObject({
        exitCode: 2,
        stderr: expect.stringMatching(
          `file is in use by process ${process.pid} on .*If that process is gone, delete`,
        ) as string,
      });
      expect(emulator.counts.received).toBe(0);
      first.interrupt();
      await first.done;
      rmSync(files.path('file'), { force: true });
      expect((await send(input, flag, files.path('file'))).exitCode).toBe(0);
      expect(existsSync(files.path('file.lock'))).toBe(false);
    },
  );

  it('of a process that was killed is taken over, one of another machine is not', async () => {
    const input = files.write('events', lines(0, 1));
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    files.write('state.lock', JSON.stringify({ pid: gone, host: 'elsewhere' }));
    expect((await send(input, '--checkpoint', files.path('state'))).exitCode).toBe(2);
    files.write('state.lock', JSON.stringify({ pid: gone, host: hostname() }));
    expect((await send(input, '--checkpoint', files.path('state'))).exitCode).toBe(0);
  });
});
