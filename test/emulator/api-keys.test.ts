import { basic, event, startClient } from './emulator-client';

const OTHER_KEY = 'c9f1d30a7be24a5f4e93b86a02f7c9e3';

it('keeps users, duplicates and rates of each API key apart', async () => {
  const limits = { httpapiEventsPerSecond: 1, rateWindowSeconds: 2 };
  const { emulator, json, upload } = await startClient({ limits, now: () => 0 });
  const events = [
    event({ insert_id: 'one', user_properties: { plan: 'free' } }),
    event({ insert_id: 'two' }),
  ];
  const other = (sent: unknown) => json('/2/httpapi', { api_key: OTHER_KEY, events: sent });

  await upload(events);
  expect((await other([event({ insert_id: 'one', user_properties: { plan: 'pro' } })])).status).toBe(200);

  expect((await upload([event()])).status).toBe(429);
  expect(emulator.counts).toMatchObject({ ingested: 3, deduped: 0 });
  expect(emulator.ofKey(OTHER_KEY).users.get('user-10001')?.properties).toEqual({ plan: 'pro' });
  expect(emulator.ofKey(OTHER_KEY).events).toHaveLength(1);
  expect(emulator.events).toHaveLength(3);
});

it('says whose users are wanted once several keys were used', async () => {
  const { emulator, json, upload } = await startClient();
  await upload([event()]);
  expect(emulator.users.size).toBe(1);

  await json('/2/httpapi', { api_key: OTHER_KEY, events: [event()] });

  expect(() => emulator.users).toThrow('emulator.ofKey(apiKey)');
});

it('searches and deletes within the project of the key that asks, or of the whole organization', async () => {
  const { emulator, json, upload, erase, search } = await startClient({ strict: true });
  await upload([event()]);
  await json('/2/httpapi', { api_key: OTHER_KEY, events: [event(), event({ user_id: 'user-10002' })] });

  expect((await search('user-10002')).body).toMatchObject({ type: 'nomatch' });
  expect((await search('user-10002', basic(OTHER_KEY))).body).toMatchObject({
    matches: [{ user_id: 'user-10002' }],
  });

  const answer = await erase({ user_ids: ['user-10001'], delete_from_org: 'True' });

  expect(answer.body).toMatchObject([{ app: '100001' }, { app: '100002' }]);
  expect(emulator.deletions).toHaveLength(2);
});
