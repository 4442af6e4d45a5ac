import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli, useDirectory } from '../../packages/amplitude-actions/test/run-cli';
import { ROOT } from '../../scripts/packages';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { runBlock } from './run-block';

const COMMAND_LINE = 'packages/amplitude-actions/README.md';

let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true });
});
afterEach(() => emulator.close());

/** What a page prints as the output of something: the blocks without a language. */
function outputsOf(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```(\w*)\n([^]*?)^```$/gm)]
    .filter(([, language]) => language === '')
    .map(([, , block = '']) => block);
}

describe('README.md', () => {
  it('prints what its code prints', async () => {
    const printed: string[] = [];
    const log = jest
      .spyOn(console, 'log')
      .mockImplementation((line: string) => void printed.push(`${line}\n`));
    process.env.AMPLITUDE_API_KEY = '3e35f43dd9890521ec46628db3bfc6f3';
    await runBlock({ page: 'README.md', words: 'const song =', baseUrl: emulator.baseUrl });
    log.mockRestore();
    expect(outputsOf('README.md')).toContain(printed.join(''));
    expect(emulator.events).toHaveLength(1);
  });

  it('is no longer than a screen or two', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8').split('\n').length).toBeLessThanOrEqual(150);
  });
});

describe(`${COMMAND_LINE}, from the first command to the last`, () => {
  const directory = useDirectory();
  const [events = '', preview = '', figures = ''] = outputsOf(COMMAND_LINE);
  const send = () => ['--base-url', emulator.baseUrl, '--api-key', 'any'];
  /** As it is printed on a line of any width, in a run of any length. */
  const plain = (text: string) =>
    text
      .replaceAll(directory.path('').replace(/\/*$/, '/'), '')
      .replace(/\d+ s$/m, '')
      .replaceAll(/\s+/g, ' ')
      .trim();

  it('shows what an event becomes', async () => {
    const { exitCode, stdout } = await runCli([
      'preview',
      directory.write('events.ndjson', events),
      '--limit',
      '1',
    ]);
    expect(exitCode).toBe(0);
    expect(plain(stdout)).toContain(plain(preview));
  });

  it('sends them, and mends and sends the one that was refused', async () => {
    const file = directory.write('events.ndjson', events);
    const letters = directory.path('rejected.ndjson');
    const { exitCode, stdout } = await runCli(['send', file, '--dead-letter', letters, ...send()]);
    expect([exitCode, plain(stdout)]).toEqual([1, plain(figures)]);
    const listed = await runCli(['dead', 'list', letters]);
    expect(listed.stdout).toContain('both are missing');
    await runCli(['dead', 'fix', letters, '--reason', 'user_id', '--set', 'userId=unknown-user']);
    expect((await runCli(['dead', 'retry', letters, ...send()])).exitCode).toBe(0);
    expect(emulator.events.map(({ user_id }) => user_id)).toEqual([
      'user-12345',
      'user-12345',
      'unknown-user',
    ]);
  });

  it('says that the keys are good, in the words of the page', async () => {
    const { stdout } = await runCli(['check', ...send(), '--secret-key', 'any']);
    expect(readFileSync(join(ROOT, COMMAND_LINE), 'utf8')).toContain(`\`${stdout.trim()}\``);
  });
});
