import { event, startClient } from '../emulator-client';

type Client = Awaited<ReturnType<typeof startClient>>;

const post = ({ json }: Client, name: string, body: unknown = {}) => json(`/__emulator/${name}`, body);

it('starts over on reset', async () => {
  const client = await startClient();
  await client.upload([event()]);

  expect((await post(client, 'reset')).status).toBe(200);

  expect(client.emulator.events).toEqual([]);
});

it('moves and sets the clock', async () => {
  const client = await startClient({ now: () => 1_000 });

  expect((await post(client, 'clock', { advance: 500 })).body).toEqual({ now: 1_500 });
  expect((await post(client, 'clock', { time: 9_000 })).body).toEqual({ now: 9_000 });
  expect((await client.send('/__emulator/clock', {})).body).toEqual({ now: 9_000 });
  expect(await post(client, 'clock', { advance: '5' })).toMatchObject({ status: 400 });
});

it('adds faults, says how often each happened, and clears them', async () => {
  const client = await startClient();
  const fault = { path: '/2/httpapi', times: 1, action: { status: 503 } };

  await post(client, 'faults', fault);
  expect((await client.upload([event()])).status).toBe(503);
  expect((await client.send('/__emulator/faults', {})).body).toEqual([{ ...fault, happened: 1 }]);

  await post(client, 'faults', [{ action: { drop: 'before-ingestion' } }]);
  await client.send('/__emulator/faults', { method: 'DELETE' });
  expect((await client.upload([event()])).status).toBe(200);
});

it.each([
  [7, 'A fault must be a JSON object'],
  [{}, 'needs an action'],
  [{ action: { status: 99 } }, '"status" cannot be 99'],
  [{ action: { status: 500, drop: 'before-ingestion' } }, 'A fault has one action'],
  [{ action: { drop: 'sometime' } }, '"drop" cannot be "sometime"'],
  [{ action: { latencyMs: 5, body: 'x' } }, 'A body goes with status'],
  [{ nth: 0, action: { status: 500 } }, '"nth" cannot be 0'],
  [{ probability: 2, action: { status: 500 } }, '"probability" cannot be 2'],
  [{ toString: 1, action: { status: 500 } }, '"toString" is no part of a fault'],
])('refuses the fault %j and adds none', async (fault, reason) => {
  const client = await startClient();

  const answer = await post(client, 'faults', [{ action: { status: 500 } }, fault]);

  expect(answer.status).toBe(400);
  expect(answer.text).toContain(JSON.stringify(reason).slice(1, -1));
  expect(client.emulator.faults.all).toEqual([]);
});

it('silences a device', async () => {
  const client = await startClient();

  await post(client, 'silence', { device_id: 'device-1' });

  expect((await client.upload([event({ device_id: 'device-1' })])).status).toBe(400);
  expect((await post(client, 'silence')).status).toBe(400);
});

it('answers 404 to a control it does not have', async () => {
  const client = await startClient();

  expect((await post(client, 'constructor')).status).toBe(404);
  expect((await client.send('/__emulator/reset', { method: 'PUT' })).status).toBe(404);
});

describe('a web page', () => {
  const from = (headers: Record<string, string>) => ({ method: 'POST', headers });

  it.each([
    [{ origin: 'https://evil.example' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    // Another port of this machine counts as the same site.
    [{ 'sec-fetch-site': 'same-site', origin: 'http://127.0.0.1:1' }],
  ])('of another origin, %j, may not reset', async (headers) => {
    const { emulator, send, upload } = await startClient();
    await upload([event()]);

    expect((await send('/__emulator/reset', from(headers))).status).toBe(403);
    expect(emulator.events).toHaveLength(1);
  });

  it('of its own origin, or of one that was allowed, may', async () => {
    const { emulator, send } = await startClient({ allowOrigins: ['http://localhost:3000'] });
    const own = { origin: emulator.baseUrl, 'sec-fetch-site': 'same-origin' };
    const allowed = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-site' };

    expect((await send('/__emulator/reset', from(own))).status).toBe(200);
    expect((await send('/__emulator/reset', from(allowed))).status).toBe(200);
    const answer = await fetch(`${emulator.baseUrl}/__emulator/events`, { headers: allowed });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});
