import { basic, event, startClient } from './emulator-client';

const now = () => Date.UTC(2026, 5, 16);

it('finds a user by user id, device id and amplitude id', async () => {
  const { emulator, upload, search } = await startClient({ now });
  await upload([event({ device_id: 'device-1' })]);
  const amplitudeId = emulator.users.get('user-10001')?.amplitude_id;
  const found = {
    type: 'match_user_or_device_id',
    matches: [
      {
        user_id: 'user-10001',
        amplitude_id: amplitudeId,
        last_seen: '2026-06-16',
        last_device_id: 'device-1',
      },
    ],
  };

  expect((await search('user-10001')).body).toEqual(found);
  expect((await search('device-1')).body).toEqual(found);
  expect((await search(String(amplitudeId))).body).toEqual(found);
});

it('says when only the beginning of a user id matches, and when nothing does', async () => {
  const { upload, search } = await startClient();
  await upload([event()]);

  expect((await search('user-1')).body).toMatchObject({
    type: 'match_user_prefix',
    matches: [{ user_id: 'user-10001' }],
  });
  expect(await search('testUser@example.com')).toMatchObject({
    status: 200,
    body: { type: 'nomatch', matches: [] },
  });
});

it('refuses a wrong key and a missing user', async () => {
  const { search } = await startClient({ apiKey: 'key', secretKey: 'secret' });

  expect((await search('user-1')).status).toBe(401);
  expect((await search('', basic('key', 'secret'))).status).toBe(400);
});

it('when strict, answers 429 beyond 360 searches an hour', async () => {
  const { emulator, search } = await startClient({ limits: { searchesPerHour: 2 }, now });

  await search('user-1');
  await search('user-1');
  expect((await search('user-1')).status).toBe(429);

  emulator.advance(60 * 60 * 1000);
  expect((await search('user-1')).status).toBe(200);
});
