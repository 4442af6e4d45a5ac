import { API_KEY, event, startClient } from './emulator-client';

it('answers the text success and updates the user', async () => {
  const { emulator, identify } = await startClient();
  const identification = {
    user_id: 'user-10001',
    user_properties: { $set: { plan: 'pro' }, $add: { visits: 1 } },
    groups: { org: 'acme' },
    paying: 'true',
  };

  expect(await identify(identification)).toMatchObject({
    status: 200,
    contentType: 'text/html;charset=utf-8',
    text: 'success',
  });
  expect(emulator.identifications).toEqual([identification]);
  expect(emulator.events).toEqual([]);
  expect(emulator.users.get('user-10001')).toMatchObject({
    properties: { plan: 'pro', visits: 1 },
    groups: { org: ['acme'] },
    paying: 'true',
    events: 0,
  });
});

it('takes an array, a query string and a multipart form', async () => {
  const { emulator, identify, send } = await startClient();
  const identification = JSON.stringify({ user_id: 'user-3', user_properties: { a: 1 } });
  const form = new FormData();
  form.set('api_key', API_KEY);
  form.set('identification', identification);
  const query = new URLSearchParams({ api_key: API_KEY, identification: identification.replace('3', '4') });

  await identify([{ user_id: 'user-1' }, { device_id: 'device-2' }]);
  await send('/identify', { method: 'POST', body: form });
  await send(`/identify?${query.toString()}`, {});

  expect([...emulator.users].map((user) => user.user_id)).toEqual(['user-1', undefined, 'user-3', 'user-4']);
  expect(emulator.exchanges.map(({ path, method }) => `${method} ${path}`)).toEqual([
    'POST /identify',
    'POST /identify',
    'GET /identify',
  ]);
});

it.each([
  ['a wrong key', { api_key: 'wrong', identification: '{"user_id":"user-1"}' }, 'invalid api_key'],
  ['no identification', { api_key: API_KEY }, 'missing_event'],
  ['broken JSON', { api_key: API_KEY, identification: '{' }, 'missing_event'],
  [
    'an item that is no object',
    { api_key: API_KEY, identification: '[{"user_id":"user-1"},7]' },
    'missing_event',
  ],
  ['no id', { api_key: API_KEY, identification: '{"user_properties":{}}' }, 'Request missing required field'],
  ['an id no one may use', { api_key: API_KEY, identification: '{"user_id":"Null"}' }, 'Invalid user_id'],
  [
    'operations beside plain keys',
    { api_key: API_KEY, identification: '{"user_id":"user-1","user_properties":{"$set":{},"a":1}}' },
    'Invalid user_properties',
  ],
])('refuses a form with %s', async (_, params, reason) => {
  const { emulator, form } = await startClient({ apiKey: API_KEY });

  const answer = await form('/identify', params);

  expect(answer.status).toBe(400);
  expect(answer.text).toContain(reason);
  expect(emulator.identifications).toEqual([]);
});

it.each(['undefined', '[1]', '{'])(
  'takes options=%s as none, since options are not documented',
  async (options) => {
    const { identify } = await startClient({ strict: true });

    expect((await identify({ user_id: 'user-1' }, { options })).text).toBe('success');
  },
);

it('reads a form of any content type, as a beacon sends it', async () => {
  const { emulator, send } = await startClient({ strict: true });
  const body = `api_key=${API_KEY}&identification=${encodeURIComponent('{"user_id":"user-1"}')}`;

  const answer = await send('/identify', { method: 'POST', headers: { 'content-type': 'text/plain' }, body });

  expect(answer.text).toBe('success');
  expect(emulator.users.get('user-1')).toBeDefined();
});

it('ingests nothing of an array with one bad item, and names no index', async () => {
  const { emulator, identify } = await startClient();

  const answer = await identify([{ user_id: 'user-1' }, { user_id: 'nil' }, { user_id: 'user-3' }]);

  expect(answer.body).toEqual({ code: 400, error: 'Invalid user_id or device_id' });
  expect(emulator.counts.byEndpoint.identify).toMatchObject({ received: 3, ingested: 0, rejected: 3 });
});

it('reads a JSON body as a form without parameters', async () => {
  const { json } = await startClient();

  expect(await json('/identify', { api_key: API_KEY, identification: {} })).toMatchObject({
    status: 400,
    text: 'invalid api_key',
  });
});

describe('a strict emulator', () => {
  it('refuses a short id, unless min_id_length allows it', async () => {
    const { identify } = await startClient({ strict: true });

    expect((await identify({ user_id: '1234' })).status).toBe(400);
    expect((await identify({ user_id: '1234' }, { options: '{"min_id_length":4}' })).status).toBe(200);
  });

  it('answers 413 to more than 1,024 identifications', async () => {
    const { identify } = await startClient({ strict: true });
    const items = Array.from({ length: 1_025 }, (_, index) => ({ user_id: `user-${index}` }));

    expect((await identify(items.slice(1))).status).toBe(200);
    expect((await identify(items)).status).toBe(413);
  });

  it('throttles one user as httpapi does, with a window of its own', async () => {
    const { identify, upload } = await startClient({ limits: { httpapiEventsPerSecond: 1 }, now: () => 0 });
    const items = Array.from({ length: 30 }, () => event());

    expect((await identify(items)).status).toBe(200);
    expect(await identify(event())).toMatchObject({
      status: 429,
      body: { throttled_users: { 'user-10001': 2 } },
    });
    expect((await upload([event()])).status).toBe(200);
  });
});
