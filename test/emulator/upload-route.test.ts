import { gzipSync } from 'node:zlib';
import { API_KEY, event, events, startClient } from './emulator-client';

describe.each(['/2/httpapi', '/batch'])('%s', (path) => {
  it('answers the size, the time and the number of events, and keeps the events as they were sent', async () => {
    const { emulator, upload } = await startClient({ now: () => 1_618_245_157_710 });
    const sent = [event({ event_properties: { genre: 'pop' } }), event({ event_type: 'Song Skipped' })];

    const answer = await upload(sent, path);

    expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
    expect(answer.body).toEqual({
      code: 200,
      server_upload_time: 1_618_245_157_710,
      payload_size_bytes: Buffer.byteLength(JSON.stringify({ api_key: API_KEY, events: sent })),
      events_ingested: 2,
    });
    expect(emulator.events).toEqual(sent);
  });

  it('reads a gzipped body and counts its size once gunzipped', async () => {
    const { emulator, send } = await startClient();
    const body = JSON.stringify({ api_key: API_KEY, events: events(50) });
    const zipped = gzipSync(body);

    const answer = await send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: zipped,
    });

    expect(answer.body).toMatchObject({ code: 200, payload_size_bytes: body.length, events_ingested: 50 });
    expect(emulator.exchanges).toEqual([
      expect.objectContaining({ bytesSent: zipped.length, bytes: body.length, items: 50, status: 200 }),
    ]);
  });

  it.each([
    ['no body', '', { error: 'Missing request body' }],
    ['text that is not JSON', '{"api_key"', { error: 'Invalid JSON request body' }],
    ['a list in place of the envelope', '[]', { error: 'Invalid JSON request body' }],
    [
      'no key',
      JSON.stringify({ events: [event()] }),
      { error: 'Request missing required field', missing_field: 'api_key' },
    ],
    [
      'no events',
      JSON.stringify({ api_key: API_KEY }),
      { error: 'Request missing required field', missing_field: 'events' },
    ],
  ])('refuses a request with %s', async (_, body, expected) => {
    const { send } = await startClient();

    const answer = await send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });

    expect(answer).toMatchObject({ status: 400, body: { code: 400, ...expected } });
  });

  it('refuses a wrong key and repeats it in the answer, as Amplitude does', async () => {
    const { emulator, upload } = await startClient({ apiKey: 'another-key' });

    expect(await upload([event()], path)).toMatchObject({
      status: 400,
      body: { code: 400, error: `Invalid API key: ${API_KEY}` },
    });
    expect(emulator.events).toEqual([]);
  });

  it('refuses a body that says gzip and is not', async () => {
    const { send } = await startClient();

    const answer = await send(path, { method: 'POST', headers: { 'content-encoding': 'gzip' }, body: '{}' });

    expect(answer).toMatchObject({ status: 400, body: { error: 'Invalid gzip request body' } });
  });

  it.each([
    ['event_type', 'missing', event({ event_type: undefined })],
    ['user_id', 'missing', event({ user_id: undefined })],
    ['device_id', 'missing', event({ user_id: null })],
    ['time', 'invalid', event({ time: '2021-04-12T16:32:37Z' })],
    ['time', 'invalid', event({ time: 1.5 })],
    ['user_properties', 'invalid', event({ user_properties: { $add: 3 } })],
  ])('names the event whose %s is %s (row %#), and ingests none of the request', async (field, kind, bad) => {
    const { emulator, upload } = await startClient();

    const answer = await upload([event(), bad, event()], path);

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ [`events_with_${kind}_fields`]: { [field]: [1] } });
    expect(emulator.events).toEqual([]);
    expect(emulator.counts).toMatchObject({ received: 3, ingested: 0, deduped: 0, rejected: 3 });
  });

  it.each([
    'Anonymous',
    'nil',
    'None',
    'null',
    'n/a',
    'NA',
    'undefined',
    'unknown',
    '',
    ' ',
    '""',
    '{}',
    'lmy47d',
    '0',
    '-1',
    0,
    '00000000-0000-0000-0000-000000000000',
  ])('refuses the id %j, even beside a good one, and names no event', async (id) => {
    const { upload } = await startClient();

    const answer = await upload([event(), event({ device_id: id })], path);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({ code: 400, error: 'Invalid field values on some events' });
  });

  it('refuses the events of a silenced device', async () => {
    const { emulator, upload } = await startClient();
    emulator.silence('device-1');

    const answer = await upload(
      [event(), event({ device_id: 'device-1' }), event({ device_id: 'device-2' })],
      path,
    );

    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      error: 'Events silenced for device_id',
      eps_threshold: 30,
      silenced_devices: ['device-1'],
      silenced_events: [1],
    });
  });

  it('answers 404 to no GET but 405, with the method to use', async () => {
    const { send } = await startClient();

    expect(await send(path, {})).toMatchObject({ status: 405, body: { error: `Use POST for ${path}` } });
  });
});

it('names the first bad event of each field on httpapi and all of them on batch', async () => {
  const { upload } = await startClient();
  const bad = [
    event(),
    event({ time: 'x' }),
    event({ time: 'y' }),
    event({ event_type: '' }),
    event({ event_type: 7 }),
  ];

  expect((await upload(bad, '/2/httpapi')).body).toEqual({
    code: 400,
    error: 'Request missing required field',
    events_with_invalid_fields: { time: [1] },
    events_with_missing_fields: { event_type: [3] },
  });
  expect((await upload(bad, '/batch')).body).toMatchObject({
    events_with_invalid_fields: { time: [1, 2] },
    events_with_missing_fields: { event_type: [3, 4] },
  });
});

describe('a strict emulator', () => {
  it('refuses a short id, unless min_id_length allows it', async () => {
    const { upload } = await startClient({ strict: true });
    const short = [event(), event({ user_id: ' abcd ', device_id: 'device-1' })];

    expect((await upload(short)).body).toEqual({
      code: 400,
      error: 'Invalid id length for user_id or device_id',
      events_with_invalid_id_lengths: { user_id: [1] },
    });
    expect((await upload(short, '/2/httpapi', { options: { min_id_length: 4 } })).status).toBe(200);
  });

  it.each([
    ['session_id', '1618245157710'],
    ['quantity', 1.5],
    ['price', '9.99'],
    ['platform', 7],
    ['groups', ['acme']],
    ['event_properties', 'text'],
  ])('names an event whose %s is %j', async (field, value) => {
    const { upload } = await startClient({ strict: true });

    expect((await upload([event({ [field]: value })])).body).toMatchObject({
      events_with_invalid_fields: { [field]: [0] },
    });
  });

  it.each(['user_properties', 'group_properties'])(
    'names an event that mixes operations in %s',
    async (key) => {
      const { upload } = await startClient({ strict: true });

      expect((await upload([event({ [key]: { $set: { a: 1 }, plan: 'pro' } })])).body).toMatchObject({
        events_with_invalid_fields: { [key]: [0] },
      });
    },
  );

  it('takes mixed operations when told that Amplitude does', async () => {
    const { emulator, upload } = await startClient({ strict: true, limits: { mixedOperations: false } });

    await upload([event({ user_properties: { $set: { a: 1 }, plan: 'pro' } })]);

    expect(emulator.users.get('user-10001')?.properties).toEqual({ a: 1, plan: 'pro' });
  });

  it('takes a body of any content type, as beacons send it, unless told to want JSON', async () => {
    const upload = { method: 'POST', body: JSON.stringify({ api_key: API_KEY, events: [event()] }) };
    const lenient = await startClient({ strict: true });
    const pedantic = await startClient({ strict: true, limits: { jsonContentType: true } });

    expect((await lenient.send('/2/httpapi', upload)).status).toBe(200);
    expect((await pedantic.send('/2/httpapi', upload)).body).toEqual({
      code: 400,
      error: 'Invalid JSON request body',
    });
  });
});
