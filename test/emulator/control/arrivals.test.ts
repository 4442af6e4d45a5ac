import type { ArrivalDetail, Row } from '../../../src/emulator/page-api';
import { event, startClient } from '../emulator-client';

type Client = Awaited<ReturnType<typeof startClient>>;

const rowsOf = async ({ send }: Client) => (await send('/__emulator/rows', {})).body as Row[];
const detailOf = async ({ send }: Client, id: string) =>
  (await send(`/__emulator/events/${id}`, {})).body as ArrivalDetail;

const start = (options: object = {}) => startClient({ page: true, ...options });

it('tells of each item what became of it, and why', async () => {
  const client = await start({ limits: { httpapiEventsPerSecond: 1, rateWindowSeconds: 3 } });
  await client.upload([event({ insert_id: 'a' })]);
  await client.upload([event({ insert_id: 'a' }), event({ user_id: 'user-10002', revenue: 9 })]);
  await client.upload([event({ user_id: 'null' }), event({ user_id: 'user-10003' })]);
  await client.upload([
    event({ user_id: 'user-10004' }),
    event({ event_type: 'B' }),
    event({ event_type: 'C' }),
  ]);
  await client.send('/batch', { method: 'POST', body: '{' });

  const rows = await rowsOf(client);

  expect(rows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ['ingested', undefined],
    ['already-counted', expect.stringContaining('seven days')],
    ['ingested', undefined],
    ['refused', 'Amplitude refuses the user_id "null".'],
    ['retry', expect.stringContaining('send it again')],
    ['retry', expect.stringContaining('send it again')],
    ['throttled', expect.stringContaining('more than 1 a second')],
    ['throttled', expect.stringContaining('more than 1 a second')],
    ['not-understood', '"Invalid JSON request body"'],
  ]);
  expect(rows[2]).toMatchObject({ name: 'Song Played', who: 'user-10002', digest: 'revenue 9', batch: 2 });
  expect(await detailOf(client, rows[3]?.id ?? '')).toMatchObject({
    field: 'user_id',
    request: { status: 400 },
  });
});

it('chains the tries of an event and names the fault that struck', async () => {
  const client = await start({ faults: [{ nth: 1, action: { status: 503 } }] });
  await client.upload([event({ insert_id: 'a' })]);
  await client.upload([event({ insert_id: 'a' })]);

  const [first, second] = await rowsOf(client);

  expect(first).toMatchObject({
    outcome: 'fault',
    attempt: 1,
    reason: 'Not ingested: answered 503 on purpose.',
  });
  expect(second).toMatchObject({ outcome: 'ingested', attempt: 2 });
  expect((await detailOf(client, 'latest')).tries).toMatchObject([
    { id: first?.id, status: 503 },
    { id: second?.id, status: 200 },
  ]);
});

it('shows what an event changed, and which event set each property', async () => {
  const client = await start();
  await client.upload([event({ user_properties: { plan: 'free' }, device_id: 'device-1' })]);
  await client.upload([
    event({ event_type: '$identify', user_properties: { $set: { plan: 'pro' }, $add: { visits: 1 } } }),
  ]);
  const rows = await rowsOf(client);

  const { changes } = await detailOf(client, rows[1]?.id ?? '');
  expect(changes.map(({ change }) => change)).toEqual([
    { about: 'property', key: 'plan', operation: '$set', before: 'free', after: 'pro' },
    { about: 'property', key: 'visits', operation: '$add', after: 1 },
  ]);
  const { body } = await client.send('/__emulator/users/user-10001', {});
  const { steps } = body as { steps: { id: string; name: string; changes: { key: string }[] }[] };
  expect(steps.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
  expect(steps[0]?.changes.map(({ key }) => key)).toEqual(['user_id', 'device_id', 'events', 'plan']);
});

it('finds rows by anything in their item', async () => {
  const client = await start();
  await client.upload([event(), event({ event_properties: { genre: 'Bossa Nova' } })]);

  expect((await client.send('/__emulator/rows?q=bossa', {})).body).toEqual([2]);
});

it('names what Amplitude cuts without a word', async () => {
  const client = await start({ strict: true });
  await client.upload([event({ event_properties: { title: 'x'.repeat(2_000) } })]);

  expect(await detailOf(client, 'latest')).toMatchObject({ cut: ['event_properties.title'], notices: 1 });
});

it('says that an old link is of an earlier run', async () => {
  const client = await start();
  await client.upload([event()]);
  const [row] = await rowsOf(client);
  client.emulator.reset();
  await client.upload([event()]);

  expect((await client.send(`/__emulator/events/${row?.id}`, {})).status).toBe(404);
});

it('streams rows as they arrive, resumes after the last one seen, and tells of a reset', async () => {
  const client = await start();
  await client.upload([event()]);
  const [first] = await rowsOf(client);
  const stream = await fetch(`${client.emulator.baseUrl}/__emulator/stream`, {
    headers: { 'last-event-id': first?.id ?? '' },
  });
  const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
  const next = async (): Promise<unknown> => {
    const { value = '' } = (await reader?.read()) ?? {};
    const data = /^data: (.*)$/m.exec(value)?.[1];
    return data === undefined ? next() : (JSON.parse(data) as unknown);
  };

  await client.upload([event({ event_type: 'Second' })]);
  expect(await next()).toMatchObject({ type: 'rows', rows: [{ n: 2, name: 'Second' }] });
  client.emulator.reset();
  expect(await next()).toMatchObject({ type: 'reset' });
});

it('keeps nothing for the page unless there is one', async () => {
  const { emulator, send, upload } = await startClient();
  await upload([event()]);

  expect(emulator.arrivals).toBeUndefined();
  expect((await send('/', {})).status).toBe(404);
  expect((await send('/__emulator/events/latest', {})).status).toBe(404);
});

it('shows a request with what stood beside its items, and its rows', async () => {
  const client = await start();
  await client.upload([event(), event()], '/batch', { options: { min_id_length: 3 } });
  const [row] = await rowsOf(client);
  const { request } = await detailOf(client, row?.id ?? '');

  expect((await client.send(`/__emulator/requests/${request.id}`, {})).body).toMatchObject({
    method: 'POST',
    path: '/batch',
    status: 200,
    envelope: { api_key: '•••', options: { min_id_length: 3 } },
    rows: (await rowsOf(client)).map(({ id }) => id),
  });
});
