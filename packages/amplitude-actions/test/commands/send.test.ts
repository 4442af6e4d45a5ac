import { readFileSync } from 'node:fs';
import { PassThrough, Readable } from 'node:stream';
import {
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type EmulatorOptions,
} from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, SECRET_KEY, startCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
let emulator: AmplitudeEmulator;

async function start(options: EmulatorOptions = {}) {
  emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY, ...options });
}

afterEach(() => emulator.close());

const flags = (...more: string[]) => [
  '--api-key',
  API_KEY,
  '--base-url',
  emulator.baseUrl,
  '--throttle-rest',
  '0.2',
  ...more,
];
const send = (file: string, ...more: string[]) => runCli(['send', file, ...flags(...more)]);
const lettersIn = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown> & { _rejected: Record<string, unknown> });
const readSummary = (stdout: string) =>
  JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;

describe('send', () => {
  it('delivers a file through the presets and exits 0', async () => {
    await start();
    const events = [
      ...range(50).map((n) => trackEvent(n)),
      { type: 'identify', messageId: 'i', userId: 'user-1', traits: { plan: 'pro' } },
    ];
    const { exitCode, stdout } = await send(files.write('events.ndjson', toLines(events)));
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/delivered\s+51/);
    expect(emulator.counts).toMatchObject({ ingested: 51, rejected: 0 });
    expect(emulator.users.getByUserId('user-1')).toMatchObject({ properties: { plan: 'pro' } });
  });

  it("delivers the examples of Segment's documentation", async () => {
    await start({ limits: { httpapiEventsPerSecond: Infinity } });
    const { exitCode, stdout } = await send('examples/demo/events.ndjson', '--json');
    const at = (line: number) => `examples/demo/events.ndjson:${line}`;
    expect(readSummary(stdout)).toMatchObject({
      read: 36,
      delivered: 30,
      // The demo's own event of nobody.
      reasons: [{ reason: expect.stringContaining('needs a user_id') as string, count: 1, first: at(35) }],
      unmatched: [
        { reason: 'No subscription takes this alias event.', count: 2 },
        { reason: 'No subscription takes this group event.', count: 2 },
        { reason: "The event's integrations switch Actions Amplitude off.", count: 1, first: at(36) },
      ],
    });
    expect(exitCode).toBe(1);
    const ofOrder = emulator.events.filter(({ insert_id }) => String(insert_id).startsWith('ajs-next-009'));
    expect(ofOrder).toMatchObject([
      { event_type: 'Order Completed', revenue: 25 },
      {
        event_type: 'Product Purchased',
        event_properties: { name: 'Monopoly: 3rd Edition', sku: '45790-32' },
      },
      { event_type: 'Product Purchased', event_properties: { name: 'Uno Card Game', sku: '46493-32' } },
    ]);
  });

  it('keeps the order of each user, with several calls in flight and answers that fail', async () => {
    await start({
      faults: [
        { probability: 0.2, action: { status: 503 } },
        { probability: 0.3, action: { latencyMs: 30 } },
      ],
    });
    const input = files.write('events.ndjson', toLines(range(300).map((n) => trackEvent(n))));
    expect((await send(input, '--batch-size', '20', '--json')).exitCode).toBe(0);
    for (const user of range(10)) {
      const numbers = emulator.events
        .filter(({ user_id }) => user_id === `user-${user}`)
        .map(({ event_properties }) => (event_properties as { number: number }).number);
      expect(numbers).toEqual(range(30).map((n) => n * 10 + user));
    }
  });

  it('keeps what no subscription takes and what opted out, with the reasons, and rejects what is no event', async () => {
    await start();
    const group = { type: 'group', messageId: 'g', groupId: 'acme' };
    const optedOut = { ...trackEvent(2), integrations: { 'Actions Amplitude': false } };
    const events = [trackEvent(1), group, optedOut, { messageId: 'x' }, { ...trackEvent(3), type: 'tracc' }];
    const paths = ['--unmatched', files.path('kept.ndjson'), '--dead-letter', files.path('dead.ndjson')];
    const input = files.write('events.ndjson', toLines(events));
    const { exitCode, stdout } = await send(input, '--json', ...paths);
    expect(exitCode).toBe(1);
    expect(readSummary(stdout)).toMatchObject({
      read: 5,
      delivered: 1,
      rejected: 2,
      unmatched: [
        { reason: 'No subscription takes this group event.', count: 1, first: `${input}:2` },
        { reason: "The event's integrations switch Actions Amplitude off.", count: 1, first: `${input}:3` },
      ],
    });
    const reasonsIn = (name: string) => lettersIn(files.path(name)).map(({ _rejected }) => _rejected.reason);
    expect(lettersIn(files.path('kept.ndjson'))).toMatchObject([group, optedOut]);
    expect(reasonsIn('dead.ndjson')).toEqual([
      expect.stringContaining('The event has no type'),
      expect.stringContaining(`The event's type is "tracc"`),
    ]);
  });

  it.each([
    ['opted out', { integrations: { All: false } }],
    ['are of a type that no subscription takes', { type: 'alias' }],
  ])('exits 1 when all events %s: nothing was delivered', async (_, change) => {
    await start();
    const { exitCode, stderr } = await send(
      files.write('events', toLines([{ ...trackEvent(1), ...change }])),
    );
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining('Nothing was delivered.') as string,
    });
  });

  it('writes what is refused for good to the dead letters, with the reason, ready to be fixed and sent again', async () => {
    await start({
      refuse: ({ event_type }) => (event_type === 'Bad' ? { kind: 'invalid', field: 'time' } : undefined),
    });
    const bad = { ...trackEvent(2), event: 'Bad' };
    const input = files.write('events.ndjson', `${toLines([trackEvent(1), bad, trackEvent(3)])}{"type":\n`);
    const { exitCode } = await send(input, '--dead-letter', files.path('dead.ndjson'));
    expect(exitCode).toBe(1);
    const letters = lettersIn(files.path('dead.ndjson'));
    expect(letters).toHaveLength(2);
    expect(letters).toContainEqual({
      ...bad,
      _rejected: {
        reason: expect.stringContaining('time') as string,
        status: 400,
        subscriptions: ['Track Calls'],
        place: `${input}:2`,
      },
    });
    expect(letters).toContainEqual({
      _rejected: {
        reason: expect.stringContaining('not valid JSON') as string,
        place: `${input}:4`,
        text: '{"type":',
      },
    });

    const fixed = letters.map((letter) =>
      'event' in letter
        ? { ...letter, event: 'Good' }
        : { ...letter, _rejected: { text: JSON.stringify(trackEvent(4)) } },
    );
    expect((await send(files.write('fixed.ndjson', toLines(fixed)))).exitCode).toBe(0);
    expect(emulator.events.map(({ event_type }) => event_type).sort()).toEqual([
      'Good',
      'Song Played',
      'Song Played',
      'Song Played',
    ]);
  });

  it('does not double an event when a file is sent twice, with a messageId or without', async () => {
    await start();
    const events = range(20).map((n) => ({ ...trackEvent(n), ...(n % 2 === 0 && { messageId: undefined }) }));
    const input = files.write('events.ndjson', toLines(events));
    await send(input);
    await send(input);
    expect(emulator.counts).toMatchObject({ ingested: 20, deduped: 20 });
  });

  it('goes on from its checkpoint after Ctrl-C and loses nothing', async () => {
    await start({ faults: [{ action: { latencyMs: 30 } }] });
    const input = files.write('events.ndjson', toLines(range(400).map((n) => trackEvent(n, 100))));
    const more = ['--checkpoint', files.path('state'), '--batch-size', '10', '--concurrency', '2'];
    const run = startCli(['send', input, ...flags(...more)]);
    while (emulator.counts.ingested < 60) await new Promise((resolve) => setTimeout(resolve, 5));
    run.interrupt();
    const stopped = await run.done;
    expect(stopped.exitCode).toBe(3);
    expect(stopped.stderr).toContain('Stopped with work left: run the same command again');
    expect(emulator.counts.ingested).toBeLessThan(400);
    const resumed = await send(input, ...more, '--json');
    expect(resumed.exitCode).toBe(0);
    expect(readSummary(resumed.stdout)).toMatchObject({ read: 400, delivered: 400, open: 0 });
    expect(emulator.counts).toMatchObject({ ingested: 400, deduped: 0 });
  });

  it('stops reading a silent pipe on Ctrl-C', async () => {
    await start();
    const pipe = new PassThrough();
    pipe.write(toLines([trackEvent(1)]));
    const run = startCli(['send', ...flags()], pipe);
    while (emulator.counts.ingested < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    run.interrupt();
    expect((await run.done).exitCode).toBe(3);
  });

  it('gives up on a dead host, says why, and exits 3', async () => {
    await start();
    const input = files.write('events.ndjson', toLines([trackEvent(1)]));
    const run = await runCli([
      'send',
      input,
      '--api-key',
      API_KEY,
      '--base-url',
      'http://127.0.0.1:9',
      '--give-up-after',
      '0.5',
    ]);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(/Gave up: nothing got through for 1 s.*ECONNREFUSED/);
  });

  it('stops at once when the key is refused, and never prints it', async () => {
    await start({ apiKey: 'another-key' });
    const input = files.write('events.ndjson', toLines([trackEvent(1)]));
    const paths = ['--dead-letter', files.path('dead'), '--checkpoint', files.path('state')];
    const { exitCode, stdout, stderr } = await send(input, '--secret-key', SECRET_KEY, '--verbose', ...paths);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Amplitude refused the API key');
    const everything = [
      stdout,
      stderr,
      readFileSync(files.path('dead'), 'utf8'),
      readFileSync(files.path('state'), 'utf8'),
    ].join('');
    expect(everything).not.toContain(API_KEY);
    expect(everything).not.toContain(SECRET_KEY);
  });

  it('keeps the keys out of dead letters, checkpoint and --verbose when events are refused', async () => {
    await start({ refuse: () => ({ kind: 'unnamed' }), faults: [{ nth: 1, action: { status: 500 } }] });
    const input = files.write('events.ndjson', toLines([trackEvent(1)]));
    const paths = ['--dead-letter', files.path('dead'), '--checkpoint', files.path('state')];
    const { exitCode, stdout, stderr } = await send(input, '--secret-key', SECRET_KEY, '--verbose', ...paths);
    expect(exitCode).toBe(1);
    expect(stderr).toContain('to be tried again');
    const everything = [
      stdout,
      stderr,
      readFileSync(files.path('dead'), 'utf8'),
      readFileSync(files.path('state'), 'utf8'),
    ].join('');
    expect(everything).not.toContain(API_KEY);
    expect(everything).not.toContain(SECRET_KEY);
  });

  it('uses the subscriptions of a file, and the Batch endpoint when told', async () => {
    await start();
    const mapping = { user_id: { '@path': '$.userId' }, event_type: { '@path': '$.event' } };
    const subscriptions = [
      { name: 'Songs', subscribe: 'type = "track"', partnerAction: 'logEvent', mapping },
    ];
    const file = files.write('subscriptions.json', JSON.stringify(subscriptions));
    const input = files.write('events.ndjson', toLines([trackEvent(1)]));
    expect((await send(input, '--subscriptions', file, '--batch-endpoint')).exitCode).toBe(0);
    expect(emulator.counts.byEndpoint.batch.ingested).toBe(1);
    expect(emulator.events[0]).not.toHaveProperty('event_properties');
  });

  it('reads standard input', async () => {
    await start();
    const { exitCode } = await runCli(
      ['send', ...flags()],
      Readable.from([toLines(range(3).map((n) => trackEvent(n)))]),
    );
    expect(exitCode).toBe(0);
    expect(emulator.counts.ingested).toBe(3);
  });
});
