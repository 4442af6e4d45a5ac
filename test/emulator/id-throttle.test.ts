import { event, events, startClient } from './emulator-client';

const now = () => 1_618_245_157_710;
const ofOneUser = (count: number, overrides: object = {}) =>
  Array.from({ length: count }, () => event(overrides));

it('takes 30 events a second of one user on httpapi, averaged over 30 s, and names who is over', async () => {
  const { emulator, upload } = await startClient({ strict: true, now });

  expect((await upload(ofOneUser(900))).status).toBe(200);
  const answer = await upload([
    ...events(2, { user_id: 'user-cold' }),
    event(),
    ...events(1, { user_id: 'user-2' }),
    event(),
  ]);

  expect(answer.status).toBe(429);
  expect(answer.body).toEqual({
    code: 429,
    error: 'Too many requests for some devices and users',
    eps_threshold: 30,
    throttled_devices: {},
    throttled_users: { 'user-10001': 31 },
    exceeded_daily_quota_users: {},
    exceeded_daily_quota_devices: {},
    throttled_events: [2, 4],
  });
  expect(emulator.counts).toMatchObject({ received: 905, ingested: 900, rejected: 5 });
});

it('takes 1,000 events a second of one device on batch', async () => {
  const { upload } = await startClient({ strict: true, now });
  const hot = ofOneUser(2_000, { user_id: undefined, device_id: 'device-1' });

  for (let sent = 0; sent < 30_000; sent += hot.length) await upload(hot, '/batch');

  expect((await upload([event({ device_id: 'device-1' })], '/batch')).body).toMatchObject({
    eps_threshold: 1_000,
    throttled_devices: { 'device-1': 1_001 },
    throttled_users: {},
    throttled_events: [0],
  });
});

it('counts httpapi and batch apart, and no refused request', async () => {
  const { upload } = await startClient({ strict: true, now });
  await upload(ofOneUser(901));

  expect((await upload(ofOneUser(900))).status).toBe(200);
  expect((await upload(ofOneUser(1))).status).toBe(429);
  expect((await upload(ofOneUser(1), '/batch')).status).toBe(200);
});

it('lets a user through again once the window has passed', async () => {
  const { emulator, upload } = await startClient({ strict: true, now });
  await upload(ofOneUser(900));

  emulator.advance(29_000);
  expect((await upload([event()])).status).toBe(429);
  emulator.advance(1_000);
  expect((await upload([event()])).status).toBe(200);
});

it('holds users and devices to their events of a rolling day, over both endpoints', async () => {
  const { emulator, upload } = await startClient({ limits: { eventsPerDay: 10 }, now });
  const one = { device_id: 'device-1' };
  await upload(ofOneUser(4, one));
  await upload(ofOneUser(6, one), '/batch');

  expect((await upload([event({ user_id: 'user-2' }), event(one)])).body).toMatchObject({
    code: 429,
    throttled_users: {},
    exceeded_daily_quota_users: { 'user-10001': 11 },
    exceeded_daily_quota_devices: { 'device-1': 11 },
    throttled_events: [1],
  });

  emulator.setTime(now() + 24 * 60 * 60 * 1000);
  expect((await upload([event(one)])).status).toBe(200);
});
