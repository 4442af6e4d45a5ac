import { existsSync, readFileSync, statSync } from 'node:fs';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
});
afterEach(() => emulator.close());

const connection = () => ['--api-key', API_KEY, '--base-url', emulator.baseUrl];
const lettersIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** A file of three letters: one without an id, one of an unknown type, one that is no JSON. */
async function writeLetters(): Promise<string> {
  const dead = files.path('dead');
  const nobody = { ...trackEvent(1), userId: 'null', anonymousId: undefined };
  const lines = `${toLines([nobody, { ...trackEvent(2), type: 'tracc' }])}{broken}\n`;
  await runCli(['send', files.write('events', lines), ...connection(), '--dead-letter', dead]);
  return dead;
}

describe('dead', () => {
  it('lists letters by their reasons, with the first place', async () => {
    const dead = await writeLetters();
    const { stdout } = await runCli(['dead', 'list', dead, '--json']);
    const at = (line: number) => ({ count: 1, first: `${files.path('events')}:${line}` });
    expect(JSON.parse(stdout)).toEqual({
      letters: 3,
      reasons: expect.arrayContaining([
        { reason: 'not valid JSON', ...at(3) },
        expect.objectContaining(at(1)),
        expect.objectContaining(at(2)),
      ]) as unknown,
    });
    expect((await runCli(['dead', 'list', dead])).stdout).toMatch(/^3 letters\n +1 {2}/);
  });

  it('fixes letters by their reason, takes others out, and retry sends what is left and empties the file', async () => {
    const dead = await writeLetters();
    const fix = (...more: string[]) => runCli(['dead', 'fix', dead, ...more]);
    expect(
      (await fix('--reason', 'user_id', '--set', 'userId=user-7', '--set', 'properties.price=9.5')).stdout,
    ).toBe('Changed 1 of 3 letters.\n');
    expect(
      (await fix('--reason', 'tracc', '--set', 'type=track', '--remove', 'properties.number')).exitCode,
    ).toBe(0);
    expect((await fix('--reason', 'not valid JSON', '--drop')).stdout).toBe('Took out 1 of 3 letters.\n');
    expect(statSync(dead).mode & 0o777).toBe(0o600);
    const { exitCode } = await runCli(['dead', 'retry', dead, ...connection()]);
    expect(exitCode).toBe(0);
    expect(emulator.events).toMatchObject([
      { user_id: 'user-7', event_properties: { number: 1, price: 9.5 } },
      { event_type: 'Song Played', event_properties: {} },
    ]);
    expect(readFileSync(dead, 'utf8')).toBe('');
    for (const left of ['dead.state', 'dead.retry', 'dead.lock', 'dead.unmatched'])
      expect(existsSync(files.path(left))).toBe(false);
  });

  it('keeps in the file what retry is refused again', async () => {
    const dead = await writeLetters();
    await runCli(['dead', 'fix', dead, '--reason', 'tracc', '--set', 'type=track']);
    expect((await runCli(['dead', 'retry', dead, ...connection()])).exitCode).toBe(1);
    expect(lettersIn(dead)).toHaveLength(2);
    const place = (line: number) => ({ place: `${files.path('events')}:${line}` });
    expect(lettersIn(dead)).toMatchObject([
      { _rejected: { text: '{broken}', ...place(3) } },
      { userId: 'null', _rejected: { status: 400, ...place(1) } },
    ]);
  });

  it('leaves the files of a retry that stopped alone in a dry run', async () => {
    const dead = await writeLetters();
    files.write('dead.state', '{}');
    files.write('dead.retry', '');
    expect((await runCli(['dead', 'retry', dead, ...connection(), '--dry-run'])).stdout).toContain('3');
    expect(lettersIn(dead)).toHaveLength(3);
    expect(['dead.state', 'dead.retry'].map((name) => existsSync(files.path(name)))).toEqual([true, true]);
  });

  it('asks what to change, and leaves the reasons alone', async () => {
    const dead = await writeLetters();
    expect((await runCli(['dead', 'fix', dead])).stderr).toContain('Say what to change');
    expect((await runCli(['dead', 'fix', dead, '--remove', '_rejected.reason'])).exitCode).toBe(2);
  });

  it.each([
    ['retry', ''],
    ['fix', '--drop', '--all'],
    ['fix', '--set', 'userId=user-7'],
    ['list', '--json'],
  ])(
    '%s %s refuses a file with a plain event in it, names the line, and leaves the file as it was',
    async (command, ...flags) => {
      const letter = { ...trackEvent(1), _rejected: { reason: 'no id', place: 'events:1' } };
      const content = toLines([letter, trackEvent(2)]);
      const events = files.write('events', content);
      const more = command === 'retry' ? connection() : flags;
      const { exitCode, stderr } = await runCli(['dead', command, events, ...more]);
      expect(stderr).toBe(
        `${events}:2 is no dead letter: it has no "_rejected"; give a file that send --dead-letter wrote.\n`,
      );
      expect(exitCode).toBe(2);
      expect(readFileSync(events, 'utf8')).toBe(content);
      expect(emulator.counts.requests).toBe(0);
      for (const left of ['state', 'retry', 'lock', 'unmatched', 'fixed'])
        expect(existsSync(`${events}.${left}`)).toBe(false);
    },
  );

  it.each([[[]], [['--reason', '']]])('asks which letters to take out: --drop %j', async (reason) => {
    const dead = await writeLetters();
    const { exitCode, stderr } = await runCli(['dead', 'fix', dead, '--drop', ...reason]);
    expect(stderr).toMatch(/--reason <text>, or --all/);
    expect(exitCode).toBe(2);
    expect(lettersIn(dead)).toHaveLength(3);
  });

  it('takes all letters out with --all, which goes with no --reason', async () => {
    const dead = await writeLetters();
    const drop = ['dead', 'fix', dead, '--drop', '--all'];
    expect((await runCli([...drop, '--reason', 'tracc'])).exitCode).toBe(2);
    expect((await runCli(drop)).stdout).toBe('Took out 3 of 3 letters.\n');
    expect(readFileSync(dead, 'utf8')).toBe('');
  });
});

describe('subscriptions', () => {
  it('writes the presets with group and alias, as send takes them', async () => {
    const path = files.path('subscriptions.json');
    expect((await runCli(['subscriptions', '--out', path, '--group-type', 'account'])).exitCode).toBe(0);
    expect((await runCli(['subscriptions', '--out', path])).stderr).toContain('is there already');
    const group = { type: 'group', messageId: 'g', userId: 'user-1', groupId: 'acme', traits: { size: 5 } };
    const input = files.write('events', toLines([trackEvent(1), group]));
    const run = await runCli(['send', input, ...connection(), '--subscriptions', path]);
    expect(run.exitCode).toBe(0);
    expect(emulator.groups.get('account', 'acme')).toMatchObject({ properties: { size: 5 } });
  });
});
