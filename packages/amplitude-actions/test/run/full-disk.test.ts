import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
let disk: string;

const mount = (options: string, path: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', path]).status === 0;

/** Only root may mount a disk that is full so soon. */
function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const path = '/tmp/amplitude-actions-mount';
  mkdirSync(path, { recursive: true });
  return mount('size=64k', path) && spawnSync('umount', [path]).status === 0;
}

const describeWithDisk = canMount() ? describe : describe.skip;

describeWithDisk('a disk of 64 KB (skipped where root cannot mount one)', () => {
  beforeEach(async () => {
    emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
    disk = files.path('disk');
    mkdirSync(disk);
    mount('size=64k', disk);
  });
  afterEach(async () => {
    spawnSync('umount', [disk]);
    await emulator.close();
  });

  it.each([
    ['of dead letters', 'dead', (name: string) => files.path(name)],
    ['of dead letters and the checkpoint', 'dead', (name: string) => `${disk}/${name}`],
  ])(
    '%s: the run stops with a sentence and exit 3, and the resumed one ends with every letter once',
    async (_, name, toPath) => {
      const isBad = (n: number) => n % 2 === 0;
      const events = range(800).map((n) => ({
        ...trackEvent(n),
        ...(isBad(n) && { type: 'unknown', text: 'x'.repeat(200) }),
      }));
      const input = files.write('events', toLines(events));
      const dead = `${disk}/${name}`;
      const args = [
        'send',
        input,
        '--api-key',
        API_KEY,
        '--base-url',
        emulator.baseUrl,
        '--batch-size',
        '50',
      ];
      const all = [...args, '--dead-letter', dead, '--checkpoint', toPath('state')];

      const first = await runCli(all);
      expect(first.exitCode).toBe(3);
      expect(first.stderr).toMatch(/cannot be written: the disk is full/);
      const kept = readFileSync(dead, 'utf8');
      expect(kept === '' || kept.endsWith('}\n')).toBe(true);

      spawnSync('mount', ['-o', 'remount,size=4m', disk]);
      const second = await runCli(all);
      expect(second.exitCode).toBe(1);
      const letters = readFileSync(dead, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { messageId: string });
      const expected = range(800)
        .filter(isBad)
        .map((n) => `message-${n}`);
      expect(letters.map(({ messageId }) => messageId).sort()).toEqual(expected.sort());
      expect(emulator.counts.ingested).toBe(400);
    },
  );
});
