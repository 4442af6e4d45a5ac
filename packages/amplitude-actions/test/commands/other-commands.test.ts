import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { deleteUsers } from '../../src/delete-users';
import { API_KEY, range, runCli, SECRET_KEY, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY, secretKey: SECRET_KEY });
});
afterEach(() => emulator.close());

const keys = (secretKey = SECRET_KEY) => [
  '--api-key',
  API_KEY,
  '--secret-key',
  secretKey,
  '--base-url',
  emulator.baseUrl,
];

describe('check', () => {
  it('says that good keys are good', async () => {
    expect(await runCli(['check', ...keys()])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('are good') as string,
    });
  });

  it('says what is wrong with wrong keys, without printing them', async () => {
    const { exitCode, stderr } = await runCli(['check', ...keys('00000000000000000000000000000000')]);
    expect(exitCode).toBe(1);
    expect(stderr).toBe('Amplitude does not know this API Key and Secret Key in this region.\n');
  });

  it('says that Amplitude cannot be reached', async () => {
    const { exitCode, stderr } = await runCli(['check', ...keys(), '--base-url', 'http://127.0.0.1:9']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('ECONNREFUSED');
  });

  it('asks for the secret key', async () => {
    const { exitCode, stderr } = await runCli(['check', '--api-key', API_KEY]);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'No secret key: set AMPLITUDE_SECRET_KEY or give --secret-key.\n',
    });
  });
});

describe('delete-user', () => {
  it('schedules users in chunks of 100 and reports those that Amplitude does not know', async () => {
    const events = files.write('events.ndjson', toLines(range(150).map((n) => trackEvent(n, 150))));
    expect((await runCli(['send', events, ...keys()])).exitCode).toBe(0);
    const ids = files.write(
      'ids.txt',
      range(151)
        .map((n) => `user-${n}`)
        .join('\n'),
    );
    const { exitCode, stdout } = await runCli(['delete-user', '--file', ids, ...keys()]);
    expect(stdout).toBe('150 of 151 users are scheduled for deletion.\nAmplitude does not know: user-150\n');
    expect(exitCode).toBe(1);
    expect(emulator.deletions.map(({ amplitude_ids }) => amplitude_ids.length)).toEqual([100, 50]);
  });

  it('says what was refused, without any part of a key that Amplitude repeats', async () => {
    const body = `${'x'.repeat(190)}${SECRET_KEY}`;
    emulator.addFault({ path: '/api/2/deletions/users', action: { status: 400, body } });
    const { exitCode, stderr } = await runCli(['delete-user', 'user-1', 'user-2', ...keys()]);
    expect(stderr).toContain(
      '2 ids were not scheduled, from user-1 on. Status 400: Amplitude refused the deletion: xxx',
    );
    expect(stderr).not.toContain(SECRET_KEY.slice(0, 8));
    expect(exitCode).toBe(1);
  });

  it('goes through the proxy of the environment, as events do', async () => {
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    try {
      await deleteUsers(['user-1'], { apiKey: API_KEY, secretKey: SECRET_KEY }, 'https://amplitude.invalid');
    } finally {
      delete process.env.HTTPS_PROXY;
      await new Promise((resolve) => proxy.close(resolve));
    }
    expect(asked).toEqual(['amplitude.invalid:443']);
  });

  it('asks for an id', async () => {
    expect(await runCli(['delete-user', ...keys()])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('No user id') as string,
    });
  });
});

describe('migrate and compare', () => {
  it('writes subscriptions that send can use, and no key', async () => {
    const classic = files.write('classic.json', JSON.stringify({ apiKey: API_KEY, secretKey: SECRET_KEY }));
    const { exitCode, stdout } = await runCli(['migrate', classic, '--out', files.path('out')]);
    expect(exitCode).toBe(0);
    const written = ['settings.json', 'subscriptions.json'].map((name) =>
      readFileSync(files.path(`out/${name}`), 'utf8'),
    );
    expect([stdout, ...written].join('')).not.toContain(API_KEY);
    const input = files.write('events', toLines([trackEvent(1)]));
    const sent = await runCli([
      'send',
      input,
      ...keys(),
      '--subscriptions',
      files.path('out/subscriptions.json'),
    ]);
    expect(sent).toMatchObject({ exitCode: 0 });
    expect(emulator.counts.ingested).toBeGreaterThan(0);
  });

  it('says what is wrong with the settings', async () => {
    const classic = files.write('classic.json', JSON.stringify({ apiKey: 7 }));
    expect(await runCli(['migrate', classic])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('apiKey') as string,
    });
  });

  it('compares event by event, and names the line of the first of each kind', async () => {
    const classic = files.write('classic.json', JSON.stringify({ apiKey: API_KEY }));
    const events = [
      trackEvent(1),
      { ...trackEvent(2), integrations: { Amplitude: false } },
      { event: {}, type: 'track' },
    ];
    const file = files.write('events', toLines(events));
    const { exitCode, stdout } = await runCli(['compare', classic, file]);
    expect(stdout).toMatch(
      /^3 events, \d of them differ\. 1 opted out of Amplitude by their integrations\. 1 could not be compared\./,
    );
    expect(exitCode).toBe(1);
    const report = JSON.parse((await runCli(['compare', classic, file, '--json'])).stdout) as {
      events: { place: string }[];
      kinds: { kind: string; first: { place: string } }[];
    };
    expect(report.events.map(({ place }) => place)).toEqual([1, 2, 3].map((line) => `${file}:${line}`));
    expect(report.kinds[0]).toMatchObject({ kind: 'failed', first: { place: `${file}:3` } });
  });

  it('compares what is whole in a file that ends in half a line, says so and ends with 3', async () => {
    const classic = files.write('classic.json', JSON.stringify({ apiKey: API_KEY }));
    const whole = toLines([trackEvent(1), trackEvent(2)]);
    const file = files.write('events', `${whole}{"type":"track","event":"Hal`);
    const { exitCode, stdout, stderr } = await runCli(['compare', classic, file]);
    expect(stdout).toMatch(/^2 events, /);
    expect(stderr).toContain(`${file}:3 is only half a line`);
    expect(exitCode).toBe(3);
  });
});

describe('amplitude-actions', () => {
  it.each([[], ['send'], ['preview'], ['emulator'], ['check'], ['delete-user'], ['migrate'], ['compare']])(
    'shows the help of %s with examples',
    async (...command) => {
      const { exitCode, stdout } = await runCli([...command, '--help']);
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/Usage: amplitude-actions[^]*amplitude-actions [a-z-]+/);
    },
  );

  it('names a command that it does not know', async () => {
    expect(await runCli(['sned'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean send?') as string,
    });
  });
});
