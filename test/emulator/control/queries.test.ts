import { API_KEY, event, startClient } from '../emulator-client';

const OTHER_KEY = 'c9f1d30a7be24a5f4e93b86a02f7c9e3';

it('answers the events that arrived, by name, user and insert_id', async () => {
  const { send, upload } = await startClient();
  const liked = event({ event_type: 'Song Liked', user_id: 'user-10002', insert_id: 'like-1' });
  await upload([event(), liked, event()]);

  expect((await send('/__emulator/events', {})).body).toEqual([event(), liked, event()]);
  expect((await send('/__emulator/events?event_type=Song%20Liked', {})).body).toEqual([liked]);
  expect((await send('/__emulator/events?user_id=user-10002&insert_id=like-1', {})).body).toEqual([liked]);
  expect((await send('/__emulator/events?user_id=user-10002&insert_id=other', {})).body).toEqual([]);
  expect((await send('/__emulator/events?limit=1', {})).body).toEqual([event()]);
});

it('answers one user and one group with what they hold', async () => {
  const { send, upload, groupIdentify, usermap } = await startClient();
  await upload([
    event({ user_id: 'user/1', device_id: 'device-1', user_properties: { plan: 'pro' }, revenue: 5 }),
    event({ event_type: '$identify', user_id: 'user/1', groups: { org: 'acme' } }),
  ]);
  await groupIdentify({ group_type: 'org', group_value: 'acme', group_properties: { seats: 5 } });
  await usermap({ user_id: 'old-1', global_user_id: 'user/1' });
  const user = { user_id: 'user/1', properties: { plan: 'pro' }, revenue: 5, paying: 'true', events: 1 };

  expect((await send('/__emulator/users/user%2F1', {})).body).toMatchObject({
    ...user,
    aliases: { from: ['old-1'], to: null },
  });
  expect((await send('/__emulator/users/device/device-1', {})).body).toMatchObject(user);
  expect((await send('/__emulator/users?q=USER/', {})).body).toMatchObject([user]);
  expect((await send('/__emulator/users/stranger', {})).status).toBe(404);
  expect((await send('/__emulator/groups/org/acme', {})).body).toMatchObject({
    properties: { seats: 5 },
    users: [user],
  });
  expect((await send('/__emulator/groups', {})).body).toHaveLength(1);
  expect((await send('/__emulator/aliases', {})).body).toEqual([
    { user_id: 'old-1', global_user_id: 'user/1' },
  ]);
});

it('answers identifications, deletions, exchanges and counts', async () => {
  const { send, identify, groupIdentify, erase } = await startClient();
  await identify({ user_id: 'user-10001' });
  await groupIdentify({ group_type: 'org', group_value: 'acme' });
  await erase({ user_ids: ['user-10001'] });

  expect((await send('/__emulator/identifications', {})).body).toEqual([{ user_id: 'user-10001' }]);
  expect((await send('/__emulator/group-identifications', {})).body).toHaveLength(1);
  expect((await send('/__emulator/deletions', {})).body).toMatchObject([{ status: 'staging' }]);
  expect((await send('/__emulator/exchanges', {})).body).toMatchObject([
    { path: '/identify' },
    { path: '/groupidentify' },
    { path: '/api/2/deletions/users' },
  ]);
  expect((await send('/__emulator/counts', {})).body).toMatchObject({ requests: 3, ingested: 3 });
});

it('speaks of one API key when it is named', async () => {
  const { send, json, upload } = await startClient();
  await upload([event()]);
  await json('/batch', { api_key: OTHER_KEY, events: [event({ user_id: 'user-10002' })] });

  expect((await send('/__emulator/users', {})).body).toHaveLength(2);
  expect((await send(`/__emulator/users?api_key=${OTHER_KEY}`, {})).body).toMatchObject([
    { user_id: 'user-10002' },
  ]);
  expect((await send('/__emulator/events?api_key=unused', {})).body).toEqual([]);
});

it('waits until as many have arrived as a test expects', async () => {
  const { send, upload } = await startClient();
  const waiting = send('/__emulator/events?count=2&wait=30000', {});
  await upload([event()]);
  await upload([event()]);

  expect((await waiting).body).toHaveLength(2);
});

it('answers what there is when the wait is over', async () => {
  const { send, upload } = await startClient();
  await upload([event()]);

  expect((await send('/__emulator/events?count=5&wait=50', {})).body).toHaveLength(1);
});

it('lists its addresses, and answers 404 to others', async () => {
  const { send } = await startClient();

  expect((await send('/__emulator/', {})).text).toContain('events, identifications');
  expect((await send('/__emulator/toString', {})).status).toBe(404);
  expect((await send('/__emulator/rows', {})).status).toBe(404);
});

it('shows no key in anything it keeps for the page', async () => {
  const { send, upload, form, search } = await startClient({ page: true, apiKey: API_KEY });
  await upload([event()]);
  await upload([event({ time: 'x' })], '/batch');
  await form('/identify', { api_key: 'a-wrong-key', identification: '{"user_id":"user-10001"}' });
  await send('/2/httpapi', { method: 'POST', body: `{"api_key":"${API_KEY}","events":[` });
  await send('/2/httpapi', {
    method: 'POST',
    body: JSON.stringify({ api_key: 'another-key', events: [event()] }),
  });
  await search('user-10001');
  const rows = (await send('/__emulator/rows', {})).body as { id: string }[];

  const shown = await Promise.all(
    rows.map(async ({ id }) => (await send(`/__emulator/events/${id}`, {})).text),
  );

  expect(rows).toHaveLength(5);
  expect(shown.join()).not.toMatch(new RegExp(`${API_KEY}|a-wrong-key|another-key`));
  expect(shown.join()).toContain('Invalid API key: •••');
});
