import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { API_KEY, runCli, useDirectory } from '../run-cli';

const files = useDirectory();
const classic = (settings: object = {}) =>
  files.write('classic.json', JSON.stringify({ apiKey: API_KEY, secretKey: 'secret', ...settings }));
const settingsFile = () => JSON.parse(readFileSync(files.path('out/settings.json'), 'utf8')) as unknown;

/** A terminal at which somebody types this. */
const terminal = (typed: string) => Object.assign(Readable.from([`${typed}\n`]), { isTTY: true });

describe('migrate', () => {
  it('names the setting in each note, says which were defaults, and ends with the next command', async () => {
    const { exitCode, stdout } = await runCli([
      'migrate',
      classic({ trackAllPages: 'true' }),
      '--out',
      files.path('out'),
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^trackAllPages \(reproduced\): "Loaded a Page"/m);
    expect(stdout).toMatch(/^Not in the file, so Classic's defaults count: .*trackNamedPages true.*\.$/m);
    expect(stdout.match(/defaults count: .*/)?.[0]).not.toContain('trackAllPages true');
    expect(stdout.trim().split('\n').at(-1)).toBe(
      `  amplitude-actions send events.ndjson --settings ${files.path('out/settings.json')} --subscriptions ${files.path('out/subscriptions.json')}`,
    );
  });

  it('keeps a European project European', async () => {
    const { stdout } = await runCli(['migrate', classic({ endpoint: 'EU' }), '--out', files.path('out')]);
    expect(stdout).toContain('Region: Europe.');
    expect(settingsFile()).toMatchObject({ endpoint: 'europe' });
  });

  it('asks for what is masked, and suggests the setting that was meant', async () => {
    const exported = classic({ apiKey: '••••dada', trackAllPage: true });
    const { stdout } = await runCli(['migrate', exported, '--out', files.path('out')]);
    expect(stdout).toMatch(/^apiKey \(needs you\): The export shows only the end of this key/m);
    expect(stdout).toMatch(/^trackAllPage \(unknown\): .*Did you mean "trackAllPages"\?$/m);
  });

  describe('when the files are there already', () => {
    beforeEach(async () => {
      await runCli(['migrate', classic({ endpoint: 'EU' }), '--out', files.path('out')]);
    });
    const again = (args: string[], stdin?: Readable) =>
      runCli(['migrate', classic(), '--out', files.path('out'), ...args], stdin);

    it('writes nothing when nobody can answer, and says how to overwrite', async () => {
      const { exitCode, stderr } = await again([]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('give --force to overwrite, or another --out. Nothing was written.');
      expect(settingsFile()).toMatchObject({ endpoint: 'europe' });
    });

    it.each([
      ['n', 'europe', 2],
      ['', 'europe', 2],
      ['y', 'north_america', 0],
    ])('asks on a terminal, and goes by the answer "%s"', async (typed, endpoint, code) => {
      const { exitCode, stdout } = await again([], terminal(typed));
      expect(stdout).toContain('Overwrite? [y/N]');
      expect(exitCode).toBe(code);
      expect(settingsFile()).toMatchObject({ endpoint });
    });

    it('overwrites with --force', async () => {
      expect((await again(['--force'])).exitCode).toBe(0);
      expect(settingsFile()).toMatchObject({ endpoint: 'north_america' });
    });
  });
});
