import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { transpile } from 'typescript';
import { startAmplitudeEmulator } from '../../src/emulator';
import { startClient } from './emulator-client';

const page = readFileSync(path.join(__dirname, '../../docs/emulator.md'), 'utf8');
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([^]*?)\`\`\``, 'g'))].map(([, code = '']) => code);

const run = async (command: string, args: string[], EMULATOR: string): Promise<string> =>
  (await promisify(execFile)(command, args, { env: { ...process.env, EMULATOR } })).stdout;

/** Whether a command can be run here, such as `python3 -m pytest`. */
const isThere = (command: string, ...args: string[]): boolean => spawnSync(command, args).status === 0;

describe('the guide to the emulator', () => {
  it('shows curl requests that work, in their order', async () => {
    const { emulator } = await startClient({ strict: true });
    const answers: string[] = [];
    for (const code of blocks('sh')) answers.push(await run('sh', ['-ec', code], emulator.baseUrl));

    expect(answers).toHaveLength(4);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ code: 200, events_ingested: 1 });
    expect(JSON.parse(answers[1] ?? '')).toEqual([{ user_id: 'listener-1', event_type: 'Song Played' }]);
    expect(JSON.parse(answers[2] ?? '')).toMatchObject({ user_id: 'listener-1', events: 1 });
    expect(answers[3]).toContain('"reset":true');
    expect(answers[3]).not.toContain('error');
  });

  it.each(['go', 'ruby'])('shows requests of %s that work, when curl makes them', async (language) => {
    const { emulator } = await startClient({ strict: true });
    const code = blocks(language).join('\n');
    const [upload = '', query = ''] = [...code.matchAll(/"http:\/\/127\.0\.0\.1:4000([^"]+)"/g)].map(
      ([, each]) => emulator.baseUrl + each,
    );
    const [, body = ''] = /[`'](\{.*\})[`']/.exec(code) ?? [];

    await run('curl', ['-sf', upload, '-H', 'content-type: application/json', '-d', body], emulator.baseUrl);
    expect(JSON.parse(await run('curl', ['-sf', query], emulator.baseUrl))).toMatchObject([
      { event_type: 'Song Played' },
    ]);
  });

  it('has one test for jest, which runs below', () => {
    expect(blocks('ts')).toHaveLength(1);
  });
});

const describeWithPython = isThere('python3', '--version') ? describe : describe.skip;

/** Where it is missing, the same test runs as a function. */
const hasPytest = isThere('python3', '-m', 'pytest', '--version');

describeWithPython("the guide's test for pytest", () => {
  it('passes as it is printed, and fails when nothing is sent', async () => {
    const { emulator } = await startClient({ strict: true });
    const folder = mkdtempSync(path.join(tmpdir(), 'guide-'));
    const python = async (code: string): Promise<string> => {
      const file = path.join(folder, 'test_guide.py');
      writeFileSync(file, code);
      const command = hasPytest
        ? ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', file]
        : [
            '-c',
            `import runpy; runpy.run_path(${JSON.stringify(file)})["test_a_purchase_reaches_amplitude_once"]()`,
          ];
      return run('python3', command, emulator.baseUrl);
    };
    const [code = ''] = blocks('python');
    await python(code);
    expect(emulator.users.get('listener-1')).toMatchObject({ revenue: 32.5 });

    const idle = code.replace('    buy()\n', '').replace('wait=5000', 'wait=50');
    await expect(python(idle)).rejects.toThrow('failed');
    rmSync(folder, { recursive: true });
  });
});

// The guide's own test, as it is printed; the import is this repository's emulator.
const [code = ''] = blocks('ts');
const body = transpile(code.replace(/^import .*$/m, ''), { target: 9 });
// eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is the document's code that is to be run
const runGuide = new Function('test', 'expect', 'startAmplitudeEmulator', body) as (
  ...given: unknown[]
) => void;
runGuide(test, expect, startAmplitudeEmulator);
