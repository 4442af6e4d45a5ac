import { event, startClient } from './emulator-client';

const DAY_MS = 24 * 60 * 60 * 1000;

it('ingests an event with the same insert_id and device_id once, over requests and endpoints', async () => {
  const { emulator, upload, identify } = await startClient();
  const sent = event({ insert_id: 'insert-1', device_id: 'device-1' });

  await upload([sent, sent]);
  const again = await upload([sent], '/batch');
  await identify(sent);

  expect(again).toMatchObject({ status: 200, body: { events_ingested: 1 } });
  expect(emulator.events).toEqual([sent]);
  expect(emulator.identifications).toEqual([]);
  expect(emulator.counts).toMatchObject({ received: 4, ingested: 1, deduped: 3, rejected: 0 });
  expect(emulator.counts.byEndpoint.batch).toMatchObject({ received: 1, ingested: 0, deduped: 1 });
});

it('takes the same insert_id on another device, or no insert_id, for a new event', async () => {
  const { emulator, upload } = await startClient();

  await upload([
    event({ insert_id: 'insert-1', device_id: 'device-1' }),
    event({ insert_id: 'insert-1', device_id: 'device-2' }),
    event({ insert_id: 'insert-1' }),
    event(),
    event(),
  ]);

  expect(emulator.counts).toMatchObject({ ingested: 5, deduped: 0 });
});

it('forgets an insert_id after seven days', async () => {
  const { emulator, upload } = await startClient({ now: () => 1_618_245_157_710 });
  const sent = event({ insert_id: 'insert-1' });

  await upload([sent]);
  emulator.advance(7 * DAY_MS - 1);
  await upload([sent]);
  expect(emulator.counts).toMatchObject({ ingested: 1, deduped: 1 });

  emulator.advance(1);
  await upload([sent]);
  expect(emulator.counts).toMatchObject({ ingested: 2, deduped: 1 });
});

it('does not remember an event of a refused request', async () => {
  const { emulator, upload } = await startClient();
  const sent = event({ insert_id: 'insert-1' });

  await upload([sent, event({ time: 'now' })]);
  await upload([sent]);

  expect(emulator.counts).toMatchObject({ ingested: 1, deduped: 0, rejected: 2 });
});
