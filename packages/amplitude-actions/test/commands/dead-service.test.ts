import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { openEmbeddedQueue } from '../../src/service/queue/embedded/embedded-queue';
import { type NewDeadLetter } from '../../src/service/queue/dead-letters';
import { toMessage } from '../../src/service/queued-event';
import { API_KEY, runCli, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
const data = () => ['--data', files.path('data')];

const letter = (n: number, rest: Partial<NewDeadLetter>): NewDeadLetter => ({
  ...toMessage({ source: 'a-source', event: trackEvent(n) }, 64),
  reason: 'Amplitude refused it.',
  ...rest,
});

/** The directory of a service with three dead letters: two that Amplitude refused, one of an unknown source. */
async function writeQueue(): Promise<void> {
  const queue = await openEmbeddedQueue(files.path('data'), { minFreeBytes: 0 });
  await queue.dead.add([
    letter(1, { status: 400, subscriptions: ['Track Calls'] }),
    letter(2, { status: 400 }),
    letter(3, { status: 401, reason: 'The configuration has no source a-source: add it and retry.' }),
  ]);
  await queue.close();
}

async function depth() {
  const queue = await openEmbeddedQueue(files.path('data'), { minFreeBytes: 0 });
  return queue.depth().finally(() => queue.close());
}

describe('dead, of a service', () => {
  beforeEach(writeQueue);

  it('lists the letters by their reasons', async () => {
    const { stdout } = await runCli(['dead', 'list', ...data(), '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      letters: 3,
      reasons: [
        { reason: 'Amplitude refused it.', count: 2 },
        { reason: expect.stringContaining('no source') as unknown, count: 1 },
      ],
    });
  });

  it('puts those of a reason back into the queue, and leaves the others', async () => {
    const { stdout, exitCode } = await runCli(['dead', 'retry', ...data(), '--reason', 'no source']);
    expect([stdout, exitCode]).toEqual(['Put back 1 letters; 2 are left.\n', 0]);
    expect(await depth()).toMatchObject({ messages: 1, dead: 2 });
  });

  it('deletes those of a reason', async () => {
    const { stdout } = await runCli(['dead', 'delete', ...data(), '--reason', 'Amplitude refused']);
    expect(stdout).toBe('Deleted 2 letters; 1 are left.\n');
    expect(await depth()).toMatchObject({ messages: 0, dead: 1 });
  });

  it('writes the letters as a file that dead retry sends', async () => {
    const emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
    const { stdout } = await runCli(['dead', 'list', ...data(), '--events', '--reason', 'Amplitude']);
    const file = files.write('rejected.ndjson', stdout);
    const { exitCode } = await runCli([
      ...['dead', 'retry', file, '--api-key', API_KEY, '--base-url', emulator.baseUrl],
    ]);
    expect(exitCode).toBe(0);
    expect(emulator.events.map(({ event_properties }) => event_properties)).toMatchObject([
      { number: 1 },
      { number: 2 },
    ]);
    await emulator.close();
  });

  it.each([
    [['dead', 'list'], /Say where the letters are/],
    [['dead', 'retry', 'file', '--queue', 'amqp://localhost'], /Say where the letters are/],
    [['dead', 'list', '--data', 'nowhere'], /nowhere does not exist/],
    [['dead', 'list', '--queue', 'amqp://user:secret@127.0.0.1:1'], /There is no connection to the broker/],
  ])('%j ends with one clear sentence', async (args, said) => {
    const { exitCode, stderr } = await runCli(args);
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)]);
    expect(stderr).not.toContain('secret');
  });

  it('says that "serve" has to stop first', async () => {
    const queue = await openEmbeddedQueue(files.path('data'), { minFreeBytes: 0 });
    const { stderr } = await runCli(['dead', 'list', ...data()]);
    await queue.close();
    expect(stderr).toMatch(/in use by another process.*Stop "serve" first/s);
  });
});
