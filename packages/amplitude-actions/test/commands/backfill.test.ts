import { readFileSync } from 'node:fs';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
});
afterEach(() => emulator.close());

const send = (path: string, ...more: string[]) =>
  runCli(['send', path, '--api-key', API_KEY, '--base-url', emulator.baseUrl, ...more]);
const DAY = 24 * 3600 * 1000;
const at = (time: number | string) => new Date(time).toISOString();
const event = (n: number, more: object = {}) => ({ ...trackEvent(n), ...more });
const namesSent = () =>
  emulator.events.map(({ insert_id }) => String(insert_id).replace(/^(message-\d+).*/, '$1')).sort();

describe('send of old events', () => {
  const old = [event(1, { timestamp: '2021-03-04T05:06:07Z', context: { traits: { plan: 'free' } } })];

  it('says before it starts that users would get old properties, and how to leave them alone', async () => {
    const input = files.write('events', toLines(old));
    const { stderr } = await send(input);
    expect(stderr).toMatch(
      /^The newest event seen so far is of 2021-03-04: users would get .*--skip-user-properties-sync/,
    );
    const skipping = await send(input, '--skip-user-properties-sync', '--only', 'track');
    expect(skipping.stderr).not.toContain('The newest event');
  });

  it('speaks of identify calls alone when the properties of events are left out', async () => {
    const { stderr } = await send(files.write('events', toLines(old)), '--skip-user-properties-sync');
    expect(stderr).toMatch(/2021-03-04: identify calls would .* --only track,page,screen/);
    expect(stderr).not.toContain('--skip-user-properties-sync');
  });

  it('says nothing when the end of a file is of today', async () => {
    const input = files.write('events', toLines([...old, event(2, { timestamp: at(Date.now()) })]));
    expect((await send(input)).stderr).not.toContain('The newest event');
  });

  it('leaves user properties alone with --skip-user-properties-sync', async () => {
    await send(files.write('events', toLines(old)), '--skip-user-properties-sync');
    expect(emulator.events).toMatchObject([{ $skip_user_properties_sync: true }]);
  });

  it('takes short ids with --min-id-length', async () => {
    const input = files.write('events', toLines([event(1, { userId: '7', anonymousId: undefined })]));
    expect((await send(input)).exitCode).toBe(1);
    expect((await send(input, '--min-id-length', '1')).exitCode).toBe(0);
    expect(emulator.events).toMatchObject([{ user_id: '7' }]);
  });
});

describe('the flags that choose events', () => {
  const events = [
    event(1, { timestamp: '2024-01-01T00:00:00Z' }),
    event(2, { timestamp: '2024-02-01T00:00:00Z', event: 'Paid' }),
    event(3, { timestamp: '2024-03-01T00:00:00Z', type: 'page', name: 'Home' }),
    event(4, { timestamp: undefined, receivedAt: '2024-04-01T00:00:00Z' }),
  ];

  it.each([
    [
      ['--since', '2024-02-01'],
      ['message-2', 'message-3', 'message-4'],
    ],
    [['--until', '2024-02-01'], ['message-1']],
    [
      ['--since', '2024-01-15', '--until', '2024-03-01T00:00:00.001Z'],
      ['message-2', 'message-3'],
    ],
    [['--only', 'page,identify'], ['message-3']],
    [['--event', 'Paid', '--event', 'Other'], ['message-2']],
    [
      ['--max-events', '2'],
      ['message-1', 'message-2'],
    ],
  ])('%j', async (flags, expected) => {
    const { exitCode } = await send(files.write('events', toLines(events)), ...flags);
    expect(exitCode).toBe(0);
    expect(namesSent()).toEqual(expected);
  });

  it('are counted by reason, and exit 1 when they leave nothing', async () => {
    const input = files.write('events', toLines(events));
    const { exitCode, stdout } = await send(input, '--since', '2030-01-01', '--json');
    expect(exitCode).toBe(1);
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;
    expect(summary).toMatchObject({
      read: 4,
      leftOut: [{ reason: 'before --since', count: 4, first: `${input}:1` }],
    });
  });

  it('go on behind --max-events with the same checkpoint', async () => {
    const input = files.write('events', toLines(range(5).map((n) => event(n))));
    const more = ['--max-events', '2', '--checkpoint', files.path('state')];
    for (const expected of [2, 4, 5]) {
      expect((await send(input, ...more)).exitCode).toBe(0);
      expect(emulator.counts.ingested).toBe(expected);
    }
  });

  it('refuse a date and a type that they cannot read', async () => {
    expect((await send('x', '--since', 'soon')).stderr).toMatch(/must be a date such as 2024-05-01/);
    expect((await send('x', '--only', 'clicks')).stderr).toMatch(/"clicks" is none of track, identify/);
  });
});

describe('--dry-run', () => {
  it('sends nothing and needs no key: counts, reasons, names, first and last time', async () => {
    const events = [
      event(1, { timestamp: '2024-01-01T00:00:00Z' }),
      event(2, { timestamp: '2024-05-01T00:00:00Z' }),
      event(3, { type: 'page', name: 'Home', timestamp: '2024-03-01T00:00:00Z' }),
      event(4, { type: 'group' }),
      event(5, { integrations: { All: false } }),
      { no: 'type' },
    ];
    const input = files.write('events', toLines(events));
    const { exitCode, stdout } = await runCli(['send', input, '--dry-run', '--json']);
    expect(JSON.parse(stdout)).toEqual({
      kind: 'dry-run',
      exitCode: 1,
      read: 6,
      wouldSend: 3,
      rejected: [{ reason: expect.stringContaining('has no type') as string, count: 1, first: `${input}:6` }],
      unmatched: [
        { reason: 'No subscription takes this group event.', count: 1, first: `${input}:4` },
        {
          reason: expect.stringContaining('switch Actions Amplitude off') as string,
          count: 1,
          first: `${input}:5`,
        },
      ],
      leftOut: [],
      events: [
        { reason: 'track "Song Played"', count: 2, first: `${input}:1` },
        { reason: 'page "Home"', count: 1, first: `${input}:3` },
      ],
      firstTime: '2024-01-01T00:00:00.000Z',
      lastTime: '2024-05-01T00:00:00.000Z',
    });
    expect(exitCode).toBe(1);
    expect((await runCli(['send', input, '--dry-run'])).stdout).toContain(
      'Nothing was sent: this was a dry run of 3 events.',
    );
    expect(emulator.counts.requests).toBe(0);
  });
});

describe('--report, --quiet, --settings', () => {
  it('write the figures to a file, and nothing to the terminal when all is well', async () => {
    const input = files.write('events', toLines([event(1, { timestamp: at(Date.now() - DAY / 2) })]));
    const settings = files.write('settings.json', JSON.stringify({ endpoint: 'europe', apiKey: API_KEY }));
    const args = ['send', input, '--settings', settings, '--base-url', emulator.baseUrl];
    const run = await runCli([...args, '--quiet', '--report', files.path('report')]);
    expect(run).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(JSON.parse(readFileSync(files.path('report'), 'utf8'))).toMatchObject({
      exitCode: 0,
      read: 1,
      delivered: 1,
      requests: 1,
    });
  });

  it('refuse settings of an unknown region', async () => {
    const settings = files.write('settings.json', JSON.stringify({ endpoint: 'mars' }));
    expect(await send('x', '--settings', settings)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"endpoint" is "mars"') as string,
    });
  });

  it.each([
    [{ region: 'europe' }, '"region"'],
    [{ endpoint: 'europe', regoin: 'eu', url: '' }, '"regoin", "url"'],
  ])('refuse settings with an unknown key, which may be the region: %j', async (content, unknown) => {
    const settings = files.write('settings.json', JSON.stringify(content));
    const input = files.write('events', toLines([event(1)]));
    expect(await send(input, '--settings', settings)).toMatchObject({
      exitCode: 2,
      stderr: `${settings}: ${unknown} is no setting; it may hold "apiKey", "secretKey", "endpoint", "integrationNames".\n`,
    });
    expect(emulator.counts.requests).toBe(0);
  });

  it('take the settings that migrate writes', async () => {
    const classic = files.write('classic.json', JSON.stringify({ apiKey: API_KEY, endpoint: 'EU' }));
    expect((await runCli(['migrate', classic, '--out', files.path('out')])).exitCode).toBe(0);
    const input = files.write('events', toLines([event(1, { timestamp: at(Date.now() - DAY / 2) })]));
    expect((await send(input, '--settings', files.path('out/settings.json'))).exitCode).toBe(0);
    expect(emulator.counts.ingested).toBe(1);
  });
});

describe('--csv', () => {
  it("sends the tables of Segment's warehouse", async () => {
    const table = files.write(
      'tracks.csv',
      'id,user_id,event,event_text,timestamp\nm-1,user-1,song_played,Song Played,2024-05-01 10:00:00\n',
    );
    expect((await send(table)).stderr).toContain('is a table (CSV); --csv reads those');
    expect((await send(table, '--csv')).exitCode).toBe(0);
    expect(emulator.events).toMatchObject([
      { event_type: 'Song Played', user_id: 'user-1', time: Date.UTC(2024, 4, 1, 10) },
    ]);
  });
});
