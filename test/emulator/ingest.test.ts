import { API_KEY, event, startClient } from './emulator-client';

it('applies plain user properties and operations of events, in order', async () => {
  const { emulator, upload } = await startClient();

  await upload([
    event({ user_properties: { plan: 'free', visits: 1 } }),
    event({ user_properties: { $set: { plan: 'pro' }, $add: { visits: 2, songs: 1 } } }),
    event({ user_properties: { plan: 'ignored' }, $skip_user_properties_sync: true }),
  ]);

  expect(emulator.users.get('user-10001')).toMatchObject({
    properties: { plan: 'pro', visits: 3, songs: 1 },
    events: 3,
  });
});

it('reads $identify as an identification: no event of the user, groups that stick', async () => {
  const { emulator, upload } = await startClient();

  await upload([
    event({ groups: { team: 'on the event only' } }),
    event({
      event_type: '$identify',
      user_properties: { $set: { plan: 'pro' } },
      groups: { org: ['acme', 'umbrella'] },
    }),
  ]);

  expect(emulator.users.get('user-10001')).toMatchObject({
    events: 1,
    properties: { plan: 'pro' },
    groups: { org: ['acme', 'umbrella'] },
  });
});

it('reads group_properties of $groupidentify alone', async () => {
  const { emulator, upload } = await startClient();
  const groups = { org: ['acme', 'umbrella'] };

  await upload([
    event({ event_type: '$groupidentify', groups, group_properties: { $set: { seats: 5 } } }),
    event({ groups, group_properties: { seats: 99 } }),
  ]);

  expect([...emulator.groups]).toEqual([
    { group_type: 'org', group_value: 'acme', properties: { seats: 5 } },
    { group_type: 'org', group_value: 'umbrella', properties: { seats: 5 } },
  ]);
});

it('adds up revenue, price × quantity before revenue, and marks the user as paying', async () => {
  const { emulator, upload } = await startClient();

  await upload([
    event({ price: 5, quantity: 2, revenue: 1_000 }),
    event({ revenue: 3 }),
    event({ revenue: -1 }),
    event(),
  ]);

  expect(emulator.users.get('user-10001')).toMatchObject({ revenue: 12, paying: 'true', events: 4 });
});

it('keeps counts and dedupes, but no events and users, with keepEvents: false', async () => {
  const ingested: unknown[] = [];
  const { emulator, upload, identify, groupIdentify } = await startClient({
    keepEvents: false,
    onIngest: ({ insert_id }) => ingested.push(insert_id),
  });

  await upload([event({ insert_id: 'a' }), event({ insert_id: 'b' }), event({ insert_id: 'a' })]);
  await identify({ user_id: 'user-10001' });
  await groupIdentify({ group_type: 'org', group_value: 'acme' });

  expect(ingested).toEqual(['a', 'b']);
  expect(emulator.counts).toMatchObject({ received: 5, ingested: 4, deduped: 1 });
  expect([emulator.events, emulator.identifications, emulator.groupIdentifications]).toEqual([[], [], []]);
  expect([emulator.users.size, emulator.groups.size]).toEqual([0, 0]);
});

it('tells onExchange of each request, the body gunzipped', async () => {
  const told: [string, string][] = [];
  const { upload } = await startClient({
    onExchange: ({ path }, body) => told.push([path, body.toString()]),
  });

  await upload([event()], '/batch');

  expect(told).toEqual([['/batch', JSON.stringify({ api_key: API_KEY, events: [event()] })]]);
});
