import { linkSync, readFileSync, symlinkSync } from 'node:fs';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();

it.each(['absent/report', ''])(
  'refuses a report that cannot be written before it sends: "%s"',
  async (name) => {
    const input = files.write('events', toLines(range(3).map((n) => trackEvent(n))));
    const emulator = await startAmplitudeEmulator();
    const args = ['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl];
    const { exitCode, stderr } = await runCli([...args, '--report', files.path(name)]);
    await emulator.close();
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^The report .* cannot be written: .*\n$/);
    expect(emulator.counts.ingested).toBe(0);
  },
);

describe('a report in place of a file that is there', () => {
  const NOWHERE = ['--api-key', API_KEY, '--base-url', 'http://127.0.0.1:9', '--give-up-after', '0'];
  const writeInput = () => files.write('events', toLines([trackEvent(1)]));

  it.each([
    ['lines of events', toLines([trackEvent(1), trackEvent(2)])],
    ['one event', toLines([trackEvent(1)])],
    ['a text', 'notes'],
    ['a list', '[]'],
  ])('is refused before anything is sent: %s', async (_, content) => {
    const other = files.write('other', content);
    const { exitCode, stderr } = await runCli(['send', writeInput(), ...NOWHERE, '--report', other]);
    expect(stderr).toBe(`--report ${other} is there already and is no earlier report; name another file.\n`);
    expect(exitCode).toBe(2);
    expect(readFileSync(other, 'utf8')).toBe(content);
  });

  it.each(['--report', '--dead-letter', '--unmatched', '--checkpoint'])(
    'is refused when %s is a link of an input, hard or symbolic, and be it empty',
    async (flag) => {
      const input = files.write('events', '');
      for (const [name, link] of Object.entries({ hard: linkSync, symbolic: symlinkSync })) {
        link(input, files.path(name));
        const { exitCode, stderr } = await runCli(['send', input, ...NOWHERE, flag, files.path(name)]);
        expect(stderr).toBe(`${flag} ${files.path(name)} is also an input; name another file.\n`);
        expect(exitCode).toBe(2);
      }
    },
  );

  it('is written over an earlier report and into an empty file', async () => {
    const report = files.write('report', '');
    const read = async (input: string) => {
      await runCli(['send', input, ...NOWHERE, '--report', report]);
      return JSON.parse(readFileSync(report, 'utf8')) as unknown;
    };
    expect(await read(writeInput())).toMatchObject({ exitCode: 3, read: 1 });
    expect(await read(files.write('none', ''))).toMatchObject({ exitCode: 0, read: 0 });
  });
});
