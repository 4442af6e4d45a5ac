import { gunzipSync } from 'node:zlib';
import { CLOUD_ACTIONS, type CloudAction, type EventInput } from '../../../send-events';
import {
  ingestedNumbers,
  numbered,
  startStrictEmulator,
  statuses,
  withFiller,
} from './start-strict-emulator';

jest.setTimeout(120_000);

describe('requests to httpapi and batch', () => {
  it.each([false, true])(
    'are gzipped over 2 KiB when the host asks for it (batch: %s)',
    async (use_batch_endpoint) => {
      const { emulator, send } = await startStrictEmulator();
      const sending = { mapping: { use_batch_endpoint }, options: { gzip: true } };
      await send('logEvent', numbered(1), sending);
      const answers = await send('logEvent', numbered(60), sending);
      expect(statuses(answers)).toEqual(answers.map(() => 200));
      const [small, large] = emulator.exchanges;
      expect(small).toMatchObject({ contentEncoding: '', items: 1 });
      expect(large).toMatchObject({ contentEncoding: 'gzip', items: 60 });
      expect(large?.bytesSent).toBeLessThan((large?.bytes ?? 0) / 4);
    },
  );

  it('are plain unless the host asks for gzip', async () => {
    const bodies: Buffer[] = [];
    const { emulator, send } = await startStrictEmulator({ onExchange: (_, body) => bodies.push(body) });
    await send('logEvent', numbered(60));
    expect(emulator.exchanges[0]).toMatchObject({ contentEncoding: '', contentType: 'application/json' });
    expect(() => gunzipSync(bodies[0] ?? '')).toThrow('incorrect header check');
  });

  it('hold the events of one endpoint and one shortest id each, in their order', async () => {
    const options: unknown[] = [];
    const { emulator, send } = await startStrictEmulator({
      onExchange: ({ path }, body) => {
        const upload = JSON.parse(body.toString()) as {
          events: { event_properties: object }[];
          options?: object;
        };
        options.push([
          path,
          upload.options,
          upload.events.map(({ event_properties: properties }) => properties),
        ]);
      },
    });
    const events = numbered(6, (number) => ({
      context: { batch: number % 2 === 1, ...(number > 3 ? { shortest: 3 } : {}) },
    }));
    await send('logEvent', events, {
      mapping: {
        use_batch_endpoint: { '@path': '$.context.batch' },
        min_id_length: { '@path': '$.context.shortest' },
      },
    });
    const of = (...numbers: number[]) => numbers.map((number) => ({ number }));
    expect(options).toEqual([
      ['/2/httpapi', undefined, of(0, 2)],
      ['/batch', undefined, of(1, 3)],
      ['/2/httpapi', { min_id_length: 3 }, of(4)],
      ['/batch', { min_id_length: 3 }, of(5)],
    ]);
    expect(emulator.counts.ingested).toBe(6);
  });

  it("keep an order's events together", async () => {
    const requests: string[][] = [];
    const { send } = await startStrictEmulator({
      onExchange: (_, body) => {
        const { events } = JSON.parse(body.toString()) as { events: { user_id: string }[] };
        requests.push(events.map(({ user_id }) => user_id));
      },
    });
    const product = { name: 'x'.repeat(60_000) };
    const orders = numbered(8, (number) => ({
      properties: { number, products: [product, product, product, product] },
    }));
    await send('logPurchase', orders);
    expect(requests.length).toBeGreaterThan(1);
    for (const { userId } of orders) {
      expect(requests.filter((users) => users.includes(String(userId)))).toHaveLength(1);
    }
  });

  it('hold none of the fields by which a host batches', async () => {
    const bodies: string[] = [];
    const { send } = await startStrictEmulator({ onExchange: (_, body) => bodies.push(body.toString()) });
    const mapping = { enable_batching: true, batch_size: 321 };
    for (const action of CLOUD_ACTIONS)
      await send(action, [inputOf(action)], { mapping: { ...group, ...mapping } });
    expect(bodies).toHaveLength(7);
    expect(bodies.join()).not.toMatch(/enable_batching|batch_size|321/);
  });
});

const group = { group_type: 'company', group_value: 'Okafor & Sons' };

function inputOf(action: CloudAction): EventInput {
  const about = { userId: 'user-10001', messageId: 'message-1', traits: { plan: 'pro' } };
  return action === 'mapUser' ? { ...about, previousId: 'user-20002' } : { ...about, event: 'Song Played' };
}

describe.each(CLOUD_ACTIONS)('performBatch of %s', (action) => {
  it('delivers what is good and refuses what is not, in the order of the events', async () => {
    const { emulator, send } = await startStrictEmulator();
    const good = inputOf(action);
    const bad = { ...good, userId: 'null', previousId: 'null', traits: undefined };
    const answers = await send(action, [good, bad, { ...good, messageId: 'message-2' }], { mapping: group });
    expect(statuses(answers)).toEqual([200, 400, 200]);
    expect(answers[1]).not.toHaveProperty('sent');
    expect(answers[1]).toHaveProperty('errormessage', expect.stringContaining('"null"'));
    expect(emulator.counts.rejected).toBe(0);
    expect(emulator.counts.requests).toBe(action === 'groupIdentifyUser' ? 2 : 1);
  });

  it('answers retryable for all of it when Amplitude is down', async () => {
    const { send } = await startStrictEmulator({ faults: [{ action: { status: 503 } }] });
    const answers = await send(action, [inputOf(action), inputOf(action)], { mapping: group });
    expect(statuses(answers)).toEqual([503, 503]);
  });
});

describe('the order of a user', () => {
  it('is kept after a retryable answer: later events of the user or the device wait too', async () => {
    const { emulator, send } = await startStrictEmulator({
      faults: [
        { nth: 1, action: { status: 429, body: { code: 429, error: 'Slow', throttled_events: [1] } } },
      ],
    });
    const users: EventInput[] = [
      { userId: 'user-00001' },
      { userId: 'user-00002', anonymousId: 'device-2' },
      { userId: 'user-00003' },
      { userId: 'user-00002' },
      { userId: 'user-00004', anonymousId: 'device-2' },
      { userId: 'user-00004' },
    ];
    const answers = await send(
      'logEvent',
      numbered(users.length, (number) => users[number] ?? {}),
    );
    expect(statuses(answers)).toEqual([200, 429, 200, 429, 429, 429]);
    expect(ingestedNumbers(emulator)).toEqual([0, 2]);
  });

  it('is kept across requests: after a failed one nothing more is sent', async () => {
    const { emulator, send } = await startStrictEmulator({ faults: [{ nth: 2, action: { status: 502 } }] });
    const events = numbered(300, withFiller);
    const answers = await send('logEvent', events);
    const delivered = emulator.counts.ingested;
    expect(statuses(answers)).toEqual(events.map((_, number) => (number < delivered ? 200 : 502)));
    expect(emulator.exchanges).toHaveLength(2);
  });
});

describe('a request that Amplitude finds too large', () => {
  it('is halved, and the next ones are no larger', async () => {
    const { emulator, send } = await startStrictEmulator({ limits: { httpapiBytes: 300_000 } });
    const events = numbered(150, withFiller);
    const answers = await send('logEvent', events);
    expect(statuses(answers)).toEqual(events.map(() => 200));
    expect(ingestedNumbers(emulator)).toEqual(events.map((_, number) => number));
    expect(emulator.exchanges.filter(({ status }) => status === 413).length).toBeLessThanOrEqual(2);
  });

  it('costs only the event that is too large by itself', async () => {
    const { emulator, send } = await startStrictEmulator({ limits: { httpapiBytes: 5000 } });
    const answers = await send(
      'logEvent',
      numbered(6, (number) => (number === 4 ? withFiller(number) : {})),
    );
    expect(statuses(answers)).toEqual([200, 200, 200, 200, 413, 200]);
    expect(emulator.counts.ingested).toBe(5);
  });

  it('is never sent when a single event is over the documented limit', async () => {
    const { emulator, send } = await startStrictEmulator();
    const filler = 'x'.repeat(1_000_000);
    const answers = await send(
      'logEvent',
      numbered(3, (number) => (number === 1 ? { properties: { filler } } : {})),
    );
    expect(statuses(answers)).toEqual([200, 413, 200]);
    expect(answers[1]).not.toHaveProperty('sent');
    expect(emulator.exchanges).toHaveLength(1);
  });
});

describe('what the host is told', () => {
  it('counts the ids that were left out and the events that Amplitude did not take', async () => {
    const warnings: string[] = [];
    const counters: Record<string, number> = {};
    const ignore = () => undefined;
    const body = { code: 200, events_ingested: 1 };
    const { send } = await startStrictEmulator({ faults: [{ action: { statusAfterIngestion: 200, body } }] });
    await send(
      'logEvent',
      numbered(3, () => ({ anonymousId: 'abc' })),
      {
        logger: {
        level: 'warn', name: 'test', debug: ignore, info: ignore, log: ignore, error: ignore, crit: ignore,
        withTags: ignore, warn: (...text: string[]) => warnings.push(text.join(' ')),
      }, // prettier-ignore
        statsContext: {
          tags: ['env:test'],
          statsClient: {
          observe: ignore, set: ignore, histogram: ignore, _name: (name) => name, _tags: (tags = []) => tags,
          incr: (name, value = 1) => (counters[name] = (counters[name] ?? 0) + value),
        }, // prettier-ignore
        },
      },
    );
    expect(counters).toMatchObject({ 'amplitude.id_dropped': 3, 'amplitude.ingested_less': 1 });
    expect(warnings).toEqual([
      expect.stringMatching(/device_id.*3 times/),
      expect.stringMatching(/took 1 of 3 events/),
    ]);
  });
});
