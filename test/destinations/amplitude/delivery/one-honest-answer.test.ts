import { Destination, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../../../src';
import { DOCUMENTED_LIMITS, type Fault } from '../../../../src/emulator';
import { API_KEY, SECRET_KEY, defaultMapping, toSettings } from '../../../send-events';
import { sendUntilDone } from './send-until-done';
import {
  countStatuses,
  ingestedNumbers,
  numbered,
  startStrictEmulator,
  statuses,
  withFiller,
} from './start-strict-emulator';

const BATCH_SIZE = 1000;
const ONE_MINUTE = 60_000;
// Thousands of events take their time on a busy machine.
jest.setTimeout(300_000);

const HUNDRED = numbered(100);
const THOUSAND = numbered(BATCH_SIZE);

describe('events of 100 users, 1,000 in a call', () => {
  const filler = 'x'.repeat(2000);

  it.each([
    { path: '/batch', use_batch_endpoint: true, calls: 10, most: 12, maxBytes: DOCUMENTED_LIMITS.batchBytes },
    {
      path: '/2/httpapi',
      use_batch_endpoint: false,
      calls: 2,
      most: 6,
      maxBytes: DOCUMENTED_LIMITS.httpapiBytes,
    },
  ])(
    '$calls calls go to $path in at most $most requests, none over a limit, in order',
    async ({ path, use_batch_endpoint, calls, most, maxBytes }) => {
      const { emulator, send } = await startStrictEmulator();
      for (let call = 0; call < calls; call += 1) {
        const events = numbered(BATCH_SIZE, (index) => {
          const number = call * BATCH_SIZE + index;
          const userId = `user-${10_000 + (number % 100)}`;
          return { messageId: `message-${number}`, userId, properties: { number, filler } };
        });
        const answers = await send('logEvent', events, { mapping: { use_batch_endpoint } });
        expect(countStatuses(answers)).toEqual({ 200: BATCH_SIZE });
      }
      expect(ingestedNumbers(emulator)).toEqual(
        Array.from({ length: calls * BATCH_SIZE }, (_, number) => number),
      );
      expect(emulator.exchanges.length).toBeLessThanOrEqual(most);
      for (const exchange of emulator.exchanges) {
        expect(exchange).toMatchObject({ path, status: 200 });
        expect(exchange.bytes).toBeLessThan(maxBytes);
        expect(exchange.items).toBeLessThanOrEqual(DOCUMENTED_LIMITS.uploadEvents);
      }
    },
  );
});

it('answers 400 for exactly the 7 of 1,000 events that HTTP V2 names one at a time', async () => {
  const bad = [0, 13, 14, 500, 501, 777, 999];
  const { emulator, send } = await startStrictEmulator({
    refuse: ({ event_properties: properties }) =>
      bad.includes((properties as { number: number }).number)
        ? { kind: 'invalid', field: 'time' }
        : undefined,
  });
  const answers = await send('logEvent', THOUSAND);
  expect(statuses(answers)).toEqual(THOUSAND.map((_, number) => (bad.includes(number) ? 400 : 200)));
  for (const number of bad)
    expect(answers[number]).toHaveProperty('errormessage', expect.stringMatching(/\btime\b/));
  expect(emulator.counts.ingested).toBe(993);
  expect(emulator.counts.deduped).toBe(0);
  expect(emulator.exchanges.length).toBeLessThanOrEqual(15);
});

it('answers 429 for what a hot user has over their rate, and 200 for everyone else in the same call', async () => {
  const { emulator, send } = await startStrictEmulator();
  const isHot = (number: number) => number >= 250 && number < 1200;
  const events = numbered(1449, (number) => (isHot(number) ? { userId: 'user-hot' } : {}));
  const answers = await send('logEvent', events);
  // The first 900 of the hot user's 950 are what Amplitude takes of one user at once.
  const isOver = (number: number) => isHot(number) && number >= 250 + 900;
  expect(statuses(answers)).toEqual(events.map((_, number) => (isOver(number) ? 429 : 200)));
  expect(emulator.counts.ingested).toBe(499 + 900);
});

it('ends with each event ingested exactly once when the host retries what was retryable', async () => {
  const fault = (probability: number, action: Fault['action']): Fault => ({ probability, action });
  const { emulator, send } = await startStrictEmulator({
    seed: 7,
    faults: [
      fault(0.2, { drop: 'before-ingestion' }),
      fault(0.3, { drop: 'after-ingestion' }),
      fault(0.2, { status: 500 }),
      fault(0.3, { statusAfterIngestion: 500 }),
    ],
  });
  const { calls, final } = await sendUntilDone(HUNDRED, async (events) => {
    const answers = await send('logEvent', events);
    emulator.advance(ONE_MINUTE);
    return statuses(answers);
  });
  expect(calls).toBeGreaterThan(1);
  expect(final).toEqual(HUNDRED.map(() => 200));
  expect([...ingestedNumbers(emulator)].sort((a, b) => a - b)).toEqual(HUNDRED.map((_, number) => number));
});

it('says of an order that its Product Purchased was refused, and delivers the other orders', async () => {
  const { emulator, send } = await startStrictEmulator({
    refuse: ({ event_properties: properties }) =>
      (properties as { sku?: string }).sku === 'bad'
        ? { kind: 'invalid', field: 'event_properties' }
        : undefined,
  });
  const orders = numbered(5, (number) => ({
    event: 'Order Completed',
    properties: { number, revenue: 20, products: [{ sku: 'good' }, { sku: number === 2 ? 'bad' : 'fine' }] },
  }));
  const answers = await send('logPurchase', orders);
  expect(statuses(answers)).toEqual([200, 200, 400, 200, 200]);
  expect(answers[2]).toHaveProperty('errormessage', expect.stringMatching(/event_properties.*2 of the 3/));
  expect(emulator.counts.ingested).toBe(14);
});

it('answers 400 for what JSON cannot say, and delivers the rest', async () => {
  const { emulator } = await startStrictEmulator();
  const events = numbered(4, (number) => ({ type: 'track', properties: { number, isBad: number === 2 } }));
  const withBigInt = (key: string, value: unknown) => (key === 'isBad' && value === true ? 10n : value);
  const destination = new Destination(createAmplitudeDestination({ baseUrl: emulator.baseUrl }));
  const subscription = {
    subscribe: 'type = "track"',
    partnerAction: 'logEvent',
    mapping: defaultMapping('logEvent'),
  };
  const [result] = await destination.onBatch(
    JSON.parse(JSON.stringify(events), withBigInt) as SegmentEvent[],
    { ...toSettings(), subscription },
  );
  const answers = result?.multistatus ?? [];
  expect(statuses(answers)).toEqual([200, 200, 400, 200]);
  expect(answers[2]).toHaveProperty('errormessage', expect.stringMatching(/could not be mapped.*BigInt/));
  expect(ingestedNumbers(emulator)).toEqual([0, 1, 3]);
});

describe('ends at once with honest answers', () => {
  it('for a 429 of 300 KB, whose other users are delivered', async () => {
    const throttled_users = Object.fromEntries(
      Array.from({ length: 12_000 }, (_, n) => [`user-9${n}-elsewhere`, 40]),
    );
    const body = {
      code: 429,
      error: 'Too many requests',
      throttled_users: { ...throttled_users, 'user-10007': 31 },
    };
    expect(JSON.stringify(body).length).toBeGreaterThan(300_000);
    const { emulator, send } = await startStrictEmulator({
      faults: [{ nth: 1, action: { status: 429, body } }],
    });
    const answers = await send('logEvent', numbered(20));
    expect(statuses(answers)).toEqual(numbered(20).map((_, number) => (number === 7 ? 429 : 200)));
    expect(emulator.exchanges).toHaveLength(2);
    expect(JSON.stringify(answers).length).toBeLessThan(50_000);
  });

  it('for a 429 that names nobody: all of the call, after one request', async () => {
    const { emulator, send } = await startStrictEmulator({ faults: [{ action: { status: 429 } }] });
    const answers = await send('logEvent', numbered(500, withFiller));
    expect(countStatuses(answers)).toEqual({ 429: 500 });
    expect(emulator.exchanges).toHaveLength(1);
  });

  it('for a 400 that names every event', async () => {
    const { emulator, send } = await startStrictEmulator({
      refuse: () => ({ kind: 'invalid', field: 'time' }),
    });
    const answers = await send('logEvent', THOUSAND, { mapping: { use_batch_endpoint: true } });
    expect(countStatuses(answers)).toEqual({ 400: BATCH_SIZE });
    expect(emulator.exchanges).toHaveLength(1);
  });

  it('for a 400 whatever the request holds', async () => {
    const { emulator, send } = await startStrictEmulator({ refuse: () => ({ kind: 'unnamed' }) });
    const answers = await send('logEvent', THOUSAND);
    expect(countStatuses(answers)).toEqual({ 400: BATCH_SIZE });
    expect(emulator.exchanges.length).toBeLessThanOrEqual(7);
  });

  it('for an abort in the middle: what was answered stays, the rest is 408', async () => {
    const host = new AbortController();
    const { emulator, send } = await startStrictEmulator({
      onExchange: () => {
        if (emulator.exchanges.length === 2) host.abort();
      },
    });
    const events = numbered(300, withFiller);
    const answers = await send('logEvent', events, { signal: host.signal });
    const delivered = emulator.exchanges[0]?.items ?? 0;
    expect(statuses(answers)).toEqual(events.map((_, number) => (number < delivered ? 200 : 408)));
    expect(delivered).toBeGreaterThan(50);
    expect(emulator.exchanges).toHaveLength(2);
  });

  it('for a wrong key: one request, 2,000 answers of 401, and no key in them', async () => {
    const { emulator, send } = await startStrictEmulator({ apiKey: 'another-key-than-ours' });
    const answers = await send('logEvent', numbered(2000));
    expect(countStatuses(answers)).toEqual({ 401: 2000 });
    expect(emulator.exchanges).toHaveLength(1);
    const text = JSON.stringify(answers);
    expect(text).not.toContain(API_KEY);
    expect(text).not.toContain(SECRET_KEY);
  });
});
