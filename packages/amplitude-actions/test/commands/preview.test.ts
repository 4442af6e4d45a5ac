import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
const readLines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('preview', () => {
  const order = {
    type: 'track',
    event: 'Order Completed',
    messageId: 'm',
    userId: 'user-1',
    properties: { revenue: 10, products: [{ productId: 'a' }] },
  };

  it('shows each event beside its request and the subscription, without any key', async () => {
    const { exitCode, stdout } = await runCli([
      'preview',
      files.write('event.json', JSON.stringify(order, null, 2)),
    ]);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('track "Order Completed"');
    expect(stdout).toContain('Order Completed Calls → logPurchase');
    expect(stdout).toContain('"event_type": "Product Purchased"');
    expect(stdout).toMatch(/read\s+1\ndelivered\s+1\nrejected\s+0/);
  });

  it('writes one JSON object an event, and counts by reason what matches nothing', async () => {
    const input = files.write(
      'events',
      toLines([order, { type: 'group', messageId: 'g' }, { ...order, userId: undefined }]),
    );
    const { exitCode, stdout } = await runCli(['preview', input, '--json']);
    const lines = readLines(stdout);
    expect(lines[0]).toMatchObject({
      kind: 'event',
      event: order,
      calls: [
        {
          subscription: 'Order Completed Calls',
          requests: [{ method: 'POST', path: '/2/httpapi', body: { api_key: '<your API key>' } }],
        },
      ],
    });
    expect(lines[2]).toMatchObject({
      calls: [{ refused: expect.stringContaining('id') as string, requests: [] }],
    });
    expect(lines[3]).toMatchObject({
      kind: 'counts',
      exitCode: 1,
      read: 3,
      delivered: 1,
      rejected: 1,
      unmatched: [{ reason: 'No subscription takes this group event.', count: 1 }],
    });
    expect(exitCode).toBe(1);
  });

  it('names the field that a refusal is about, and what was left out', async () => {
    const refused = files.write('refused.json', JSON.stringify({ ...order, userId: 'null' }));
    const [line] = readLines((await runCli(['preview', refused, '--json'])).stdout);
    expect(line).toMatchObject({ outcome: 'rejected', calls: [{ field: 'user_id', requests: [] }] });

    const odd = files.write('odd.json', JSON.stringify({ ...order, context: { ip: { no: 'text' } } }));
    const { stdout } = await runCli(['preview', odd]);
    expect(stdout).toMatch(/note: Left ip out: /);
  });

  it('says what a trigger asked for that the event does not have', async () => {
    const subscriptions = files.write(
      'subscriptions.json',
      JSON.stringify([
        {
          name: 'Big orders',
          subscribe: 'type = "track" and properties.revenue > 100',
          partnerAction: 'logPurchase',
          mapping: {},
        },
        { name: 'Pages', subscribe: 'type = "page"', partnerAction: 'logEvent', mapping: {} },
      ]),
    );
    const event = files.write('event.json', JSON.stringify(order));
    const { exitCode, stdout } = await runCli(['preview', event, '--subscriptions', subscriptions]);
    expect(stdout).toContain('not sent: No subscription takes this track event.');
    expect(stdout).toContain('Big orders asks for properties.revenue > 100 (it is 10)');
    expect(stdout).not.toContain('Pages asks');
    expect(exitCode).toBe(1);
  });

  it('sends only to the subscriptions that a dead letter still names', async () => {
    const letter = {
      ...order,
      _rejected: { reason: 'r', subscriptions: ['Order Completed Calls'], place: 'p' },
    };
    const { stdout } = await runCli(['preview', files.write('dead', toLines([letter])), '--json']);
    expect(readLines(stdout)[0]).toMatchObject({ calls: [{ subscription: 'Order Completed Calls' }] });
  });

  it.each([
    ['good', [order], 0],
    ['refused in part', [order, { ...order, messageId: 'b', userId: 'null' }], 1],
    ['opted out', [{ ...order, integrations: { All: false } }], 1],
    ['wanted by nobody', [{ type: 'group', messageId: 'g', userId: 'user-1' }], 1],
    ['no event', [7], 1],
    ['nothing at all', [], 0],
  ])('exits as send does when the input is %s', async (_, events, expected) => {
    const input = files.write('events', toLines(events));
    const emulator = await startAmplitudeEmulator({ strict: true, apiKey: API_KEY });
    const sent = await runCli(['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl]);
    await emulator.close();

    const codes = [
      (await runCli(['preview', input])).exitCode,
      (await runCli(['preview', input, '--summary'])).exitCode,
      sent.exitCode,
    ];
    expect(codes).toEqual([expected, expected, expected]);
  });
});

describe('preview --summary', () => {
  const events = [
    ...range(2_500).map((n) => trackEvent(n)),
    { ...trackEvent(3_000), userId: 'null', anonymousId: undefined },
    { ...trackEvent(3_001), context: { ip: { no: 'text' } } },
    { type: 'group', messageId: 'g', userId: 'user-1' },
    { ...trackEvent(3_002), integrations: { All: false } },
    7,
  ];

  it('counts what would become of each event, by reason, and shows none', async () => {
    const input = files.write('events', toLines(events));
    const { exitCode, stdout } = await runCli(['preview', input, '--summary', '--json']);
    expect(readLines(stdout)).toEqual([
      expect.objectContaining({
        kind: 'counts',
        exitCode: 1,
        read: 2_505,
        delivered: 2_501,
        rejected: 2,
        reasons: expect.arrayContaining([
          expect.objectContaining({
            count: 1,
            first: `${input}:2501`,
            reason: expect.stringContaining('which Amplitude refuses as an id') as string,
          }),
          expect.objectContaining({ count: 1, first: `${input}:2505` }),
        ]) as unknown,
        unmatched: [
          { reason: 'No subscription takes this group event.', count: 1, first: `${input}:2503` },
          {
            reason: "The event's integrations switch Actions Amplitude off.",
            count: 1,
            first: `${input}:2504`,
          },
        ],
        notices: [expect.objectContaining({ count: 1, first: `${input}:2502` })],
      }),
    ]);
    expect(exitCode).toBe(1);
  });

  it('has the figures of the list, and no event of it', async () => {
    const input = files.write('events', toLines(events.slice(2_490)));
    const [list, summary] = await Promise.all([
      runCli(['preview', input, '--json']),
      runCli(['preview', input, '--summary', '--json']),
    ]);
    const { requests, reasons, ...figures } = readLines(summary.stdout)[0] ?? {};
    // The list makes a request an event, and so tells in another order.
    expect(readLines(list.stdout).at(-1)).toEqual({
      ...figures,
      requests: expect.any(Number) as number,
      reasons: expect.arrayContaining(reasons as unknown[]) as unknown,
    });
    expect(requests).toBe(1);
    expect(summary.stdout).not.toContain('Song Played');
  });
});
