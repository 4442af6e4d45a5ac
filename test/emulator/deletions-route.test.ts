import { basic, event, startClient } from './emulator-client';

const now = () => Date.UTC(2026, 5, 16);
const requester = 'segment';

it('schedules a job and answers it in an array', async () => {
  const { emulator, erase } = await startClient({ now });

  const answer = await erase({ user_ids: ['user-1', 'user-2'], requester, ignore_invalid_id: 'True' });

  expect(answer).toMatchObject({ status: 200, contentType: 'application/json' });
  expect(answer.body).toEqual([
    {
      active_scrub_done_date: null,
      amplitude_ids: [
        { amplitude_id: 0, requested_on_day: '2026-06-16', requester },
        { amplitude_id: 0, requested_on_day: '2026-06-16', requester },
      ],
      app: '100001',
      day: '2026-06-28',
      status: 'staging',
    },
  ]);
  expect(emulator.deletions[0]?.amplitude_ids.map(({ user_id }) => user_id)).toEqual(['user-1', 'user-2']);
});

it.each([
  ['no Basic auth', ''],
  ['a wrong key', basic('wrong')],
  ['a wrong secret', basic('key', 'wrong')],
])('answers 401 to %s', async (_, authorization) => {
  const { emulator, erase } = await startClient({ apiKey: 'key', secretKey: 'secret' });

  expect((await erase({ user_ids: ['user-1'] }, authorization)).status).toBe(401);
  expect((await erase({ user_ids: ['user-1'] }, basic('key', 'secret'))).status).toBe(200);
  expect(emulator.deletions).toHaveLength(1);
});

it.each([true, 'true', 'TRUE'])("takes ignore_invalid_id only as 'True' or 'False', not %j", async (flag) => {
  const { erase } = await startClient();

  expect(await erase({ user_ids: ['user-1'], ignore_invalid_id: flag })).toMatchObject({
    status: 400,
    body: { error: "ignore_invalid_id can only be 'True' or 'False'" },
  });
});

it('refuses a request without ids', async () => {
  const { erase } = await startClient();

  const answer = await erase({ requester });

  expect(answer.status).toBe(400);
  expect(answer.text).toContain('user_ids or amplitude_ids is required');
});

describe('a strict emulator', () => {
  const strict = { strict: true, now };
  const user_ids = ['user-10001', 'stranger'];

  it('refuses a request with an unknown user and schedules nobody', async () => {
    const { emulator, upload, erase } = await startClient(strict);
    await upload([event()]);

    expect(await erase({ user_ids })).toMatchObject({ status: 400, body: { invalid_ids: ['stranger'] } });
    expect(emulator.deletions).toEqual([]);
    expect(emulator.counts.byEndpoint.deletions).toMatchObject({ received: 2, ingested: 0, rejected: 2 });
  });

  it('schedules the known ones when unknown ones are to be ignored', async () => {
    const { emulator, upload, erase } = await startClient(strict);
    await upload([event()]);

    const answer = await erase({ user_ids, ignore_invalid_id: 'True', include_mapped_user_ids: 'True' });

    expect(answer.body).toMatchObject([
      { amplitude_ids: [{ user_id: 'user-10001' }], invalid_ids: ['stranger'], status: 'staging' },
    ]);
    expect(emulator.counts.byEndpoint.deletions).toMatchObject({ received: 2, ingested: 1, rejected: 1 });
  });

  it('answers a bare string when all are unknown', async () => {
    const { erase } = await startClient(strict);

    expect(await erase({ user_ids, ignore_invalid_id: 'True' })).toMatchObject({
      status: 200,
      body: 'Nothing scheduled due to invalid amplitude/user ids for app 100001',
    });
  });

  it('finds users by amplitude id', async () => {
    const { emulator, upload, erase } = await startClient(strict);
    await upload([event()]);

    await erase({ amplitude_ids: [emulator.users.get('user-10001')?.amplitude_id] });

    expect(emulator.deletions).toMatchObject([{ amplitude_ids: [{ user_id: 'user-10001' }] }]);
  });

  it('refuses more than 100 ids, and a second request within a second', async () => {
    const { emulator, erase } = await startClient(strict);
    const ids = Array.from({ length: 101 }, (_, index) => `user-${index}`);

    expect((await erase({ user_ids: ids, ignore_invalid_id: 'True' })).status).toBe(400);
    expect((await erase({ user_ids: ids.slice(1), ignore_invalid_id: 'True' })).status).toBe(429);

    emulator.advance(1_000);
    expect((await erase({ user_ids: ids.slice(1), ignore_invalid_id: 'True' })).status).toBe(200);
  });
});
