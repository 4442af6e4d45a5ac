import fc from 'fast-check';
import type { Counts, Fault } from '../../src/emulator';
import { startClient } from './emulator-client';

/** Fixed, so that a run can be repeated. */
const SEED = 20_261_122;

const id = fc.constantFrom('user-10001', 'user-10002', 'device-1', 'abc', 'null', undefined);
const wireEvent = fc.record({
  event_type: fc.constantFrom('Song Played', '$identify', '', undefined),
  user_id: id,
  device_id: id,
  insert_id: fc.constantFrom('insert-1', 'insert-2', 'insert-3', undefined),
  time: fc.constantFrom(1_618_245_157_710, 'yesterday', undefined),
  user_properties: fc.constantFrom(
    { plan: 'pro' },
    { $add: { n: 1 } },
    { $add: { n: 1 }, plan: 'pro' },
    undefined,
  ),
});
const goodEvent = fc.record({
  event_type: fc.constant('Song Played'),
  user_id: fc.constantFrom('user-10001', 'user-10002', 'user-10003'),
  insert_id: fc.constantFrom('insert-1', 'insert-2', 'insert-3', undefined),
});
const request = fc.record({
  path: fc.constantFrom('/2/httpapi', '/batch', '/identify'),
  events: fc.oneof(
    fc.array(goodEvent, { maxLength: 8 }),
    fc.array(wireEvent, { minLength: 1, maxLength: 8 }),
  ),
});
const action = fc.constantFrom<Fault['action']>(
  { status: 503 },
  { statusAfterIngestion: 500 },
  { drop: 'before-ingestion' },
  { drop: 'after-ingestion' },
  { answer: 'truncated' },
  { answer: 'not-json' },
);

it('always accounts for every event: received = ingested + deduped + rejected', async () => {
  const { emulator, upload, identify } = await startClient({
    strict: true,
    limits: { uploadEvents: 6, httpapiEventsPerSecond: 0.2 },
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 6 }),
      fc.array(action, { maxLength: 3 }),
      async (requests, actions) => {
        emulator.reset();
        for (const [index, fault] of actions.entries())
          emulator.addFault({ every: index + 2, action: fault });
        for (const { path, events } of requests) {
          const sending = path === '/identify' ? identify(events) : upload(events, path);
          await sending.catch(() => 'the fault broke the connection');
        }

        const { counts } = emulator;
        const sent = requests.reduce((sum, { events }) => sum + events.length, 0);
        const stored = emulator.events.length + emulator.identifications.length;
        expect(counts).toMatchObject({ requests: requests.length, received: sent, ingested: stored });
        for (const each of [counts, ...Object.values(counts.byEndpoint)]) expectBalance(each);
      },
    ),
    { seed: SEED, numRuns: 15 },
  );
});

function expectBalance({ received, ingested, deduped, rejected }: Counts): void {
  expect(ingested + deduped + rejected).toBe(received);
  expect(Math.min(ingested, deduped, rejected)).toBeGreaterThanOrEqual(0);
}
