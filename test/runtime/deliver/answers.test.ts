import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../../src/emulator';
import {
  aliasSubscription,
  createRuntime,
  groupSubscription,
  presetSubscriptions,
  type RuntimeOptions,
  type Transport,
} from '../../../src/runtime';

const settings = {
  apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24',
  secretKey: 'c2a9e7b3514d4f0c8e66d1f7a0b35e98',
};
const played = {
  type: 'track',
  event: 'Song Played',
  messageId: 'm-1',
  userId: 'user-12345',
  timestamp: '2026-03-01T12:00:00.000Z',
};

describe('what a runtime answers', () => {
  let emulator: AmplitudeEmulator;
  beforeEach(async () => {
    emulator = await startAmplitudeEmulator();
  });
  afterEach(() => emulator.close());

  const runtimeWith = (options: Partial<RuntimeOptions> = {}) =>
    createRuntime({ settings, baseUrl: emulator.baseUrl, ...options });

  it('has one answer for each event, in order, of one request', async () => {
    const deep: Record<string, unknown> = {};
    deep.self = deep;
    const answers = await runtimeWith().deliver([
      played,
      'text' as never,
      { ...played, type: 'group', groupId: 'g-1' },
      { ...played, userId: 'user-67890', properties: deep },
      { ...played, integrations: { All: false }, type: 'nonsense' },
      { ...played, messageId: 'm-2' },
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'delivered',
      'rejected',
      'unmatched',
      'rejected',
      'opted-out',
      'delivered',
    ]);
    expect(emulator.counts.requests).toBe(1);
    expect(answers[0]).toMatchObject({
      deliveries: [{ subscription: 'Track Calls', status: 200 }],
      notices: [],
    });
  });

  it('delivers group and alias calls where their subscriptions are', async () => {
    const subscriptions = [
      ...presetSubscriptions(),
      groupSubscription({ type: 'company' }),
      aliasSubscription(),
    ];
    const answers = await runtimeWith({ subscriptions }).deliver([
      { ...played, type: 'group', groupId: 'Initech', traits: { seats: 5 } },
      { ...played, type: 'alias', previousId: 'user-old-1' },
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['delivered', 'delivered']);
  });

  it('sends an event again only to the subscriptions that are named', async () => {
    const both = [
      ...presetSubscriptions(),
      { name: 'Also', subscribe: 'type = "track"', partnerAction: 'logEvent' as const },
    ];
    const runtime = runtimeWith({ subscriptions: both });
    const [again] = await runtime.deliver([{ event: played, subscriptions: ['Also'] }]);
    expect(again?.deliveries.map(({ subscription }) => subscription)).toEqual(['Also']);
    const [gone] = await runtime.deliver([{ event: played, subscriptions: ['Gone'] }]);
    expect(gone?.outcome).toBe('unmatched');
    expect(emulator.counts.requests).toBe(1);
  });

  it('is retry as soon as one subscription may still deliver, even beside one that refused', async () => {
    const busy: Transport = () => Promise.resolve({ status: 503, text: 'busy' });
    const subscriptions = [
      {
        name: 'Refused',
        subscribe: 'type = "track"',
        partnerAction: 'mapUser' as const,
        mapping: { user_id: 'null' },
      },
      { name: 'Open', subscribe: 'type = "track"', partnerAction: 'logEvent' as const },
    ];
    const [answer] = await runtimeWith({ subscriptions, transport: busy }).deliver([played]);
    expect(answer?.outcome).toBe('retry');
    expect(answer?.deliveries.map(({ status }) => status)).toEqual([400, 503]);
  });

  it('is retry for all that had no answer when the host aborts, at once', async () => {
    const host = new AbortController();
    const stalled: Transport = (_, { signal } = {}) =>
      new Promise((resolve) => {
        signal?.addEventListener('abort', () => resolve({ status: 408, text: 'ended', isLocal: true }));
        setImmediate(() => host.abort());
      });
    const answers = await runtimeWith({ transport: stalled }).deliver(
      [played, { ...played, type: 'identify' }],
      {
        signal: host.signal,
      },
    );
    expect(answers.map(({ outcome }) => outcome)).toEqual(['retry', 'retry']);
  });

  it('tells each kind of notice once, to the logger and to the counters', async () => {
    const logger = { warn: jest.fn() };
    const incr = jest.fn();
    const statsContext = { statsClient: { incr } as never, tags: ['customer:radio'] };
    const odd = { ...played, context: { ip: {} } };
    await runtimeWith({ logger, statsContext }).deliver([odd, { ...odd, messageId: 'm-2' }]);
    expect(logger.warn.mock.calls).toEqual([[expect.stringContaining('(2 times in this call.)')]]);
    expect(incr).toHaveBeenCalledWith('amplitude.value_dropped', 2, ['customer:radio']);
  });

  it('refuses the event for a value of a wrong type when it is strict', async () => {
    const [answer] = await runtimeWith({ strict: true }).deliver([{ ...played, context: { ip: {} } }]);
    expect(answer).toMatchObject({ outcome: 'rejected', deliveries: [{ status: 400 }] });
    expect(emulator.counts.requests).toBe(0);
  });

  it('leaves the events that it was given as they were', async () => {
    const campaign = { source: 5, extra: 1 };
    const event = { ...played, type: 'Track', context: { campaign, ip: {} }, properties: null };
    const before = structuredClone(event);
    await runtimeWith().deliver([event]);
    expect(event).toEqual(before);
  });

  it('holds no key', async () => {
    const answers = await runtimeWith().deliver([played, { ...played, userId: 'null' }]);
    expect(JSON.stringify(answers)).not.toContain(settings.apiKey);
    const wrong = runtimeWith({ settings: { ...settings, apiKey: 'wrong-key-of-nobody-1234' } });
    expect(JSON.stringify(await wrong.deliver([played]))).not.toContain('wrong-key-of-nobody-1234');
  });

  it.each([undefined, null, played, 'text'])(
    'is an error when %p is given, which is no list of events',
    async (events) => {
      const delivery = runtimeWith().deliver(events as never);
      await expect(delivery).rejects.toThrow(TypeError);
      await expect(delivery).rejects.toThrow('deliver takes a list of events');
    },
  );

  it.each([
    ['no key', { settings: { apiKey: ' ' } }, 'settings.apiKey is empty'],
    [
      'an unknown region',
      { settings: { ...settings, endpoint: 'asia' as never } },
      'settings.endpoint is "asia"',
    ],
    ['no name', { integrationNames: [] }, 'integrationNames is empty'],
    ['an address that is none', { baseUrl: 'localhost' }, 'baseUrl'],
  ])('is not given by a runtime with %s: it is not made', (_, options, reason) => {
    expect(() => runtimeWith(options)).toThrow(TypeError);
    expect(() => runtimeWith(options)).toThrow(reason);
  });
});
