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

it.each([true, 'true', 'True', 'TRUE'])('reads ignore_invalid_id %j as true', async (flag) => {
  const { erase } = await startClient({ limits: { knownUsersOnly: true } });

  const answer = await erase({ user_ids: ['stranger'], ignore_invalid_id: flag });

  expect(answer.status).toBe(200);
  expect(answer.text).toContain('Nothing scheduled');
});

it.each(['yes', 1, null])('refuses ignore_invalid_id %j', async (flag) => {
  const { erase } = await startClient();

  const answer = await erase({ user_ids: ['user-1'], ignore_invalid_id: flag });

  expect(answer.status).toBe(400);
  expect(answer.text).toContain("ignore_invalid_id can only be 'True' or 'False'");
});

it('refuses a request without ids', async () => {
  const { erase } = await startClient();

  const answer = await erase({ requester });

  expect(answer.status).toBe(400);
  expect(answer.text).toContain('user_ids or amplitude_ids is required');
});

const day = 24 * 60 * 60 * 1000;

it('moves a job from staging to submitted to done as the clock goes, and deletes the user then', async () => {
  const { emulator, upload, erase, listDeletions } = await startClient({ now });
  await upload([event(), event({ user_id: 'user-10002' })]);
  await erase({ user_ids: ['user-10001'] });
  const statusAfter = async (days: number) => {
    emulator.setTime(now() + days * day);
    const { body } = await listDeletions('2026-06-01', '2026-07-01');
    return (body as { status: string }[])[0]?.status;
  };

  expect(await statusAfter(0)).toBe('staging');
  expect(await statusAfter(9)).toBe('submitted');
  expect(emulator.users.size).toBe(2);
  expect(await statusAfter(12)).toBe('done');
  expect([...emulator.users].map(({ user_id }) => user_id)).toEqual(['user-10002']);
  expect(emulator.events).toEqual([event({ user_id: 'user-10002' })]);
  expect(emulator.deletions).toMatchObject([{ active_scrub_done_date: '2026-06-28' }]);
});

it('counts a deleted user who returns as new', async () => {
  const { emulator, upload, erase } = await startClient({ now });
  await upload([event({ user_properties: { plan: 'pro' } })]);
  const before = emulator.users.get('user-10001')?.amplitude_id;
  await erase({ user_ids: ['user-10001'] });
  emulator.advance(12 * day);

  await upload([event()]);

  expect(emulator.users.get('user-10001')).toMatchObject({ events: 1, properties: {} });
  expect(emulator.users.get('user-10001')?.amplitude_id).not.toBe(before);
});

it('lists the jobs of the days asked for, and wants both days', async () => {
  const { erase, listDeletions } = await startClient({ now });
  await erase({ user_ids: ['user-1'] });

  expect((await listDeletions('2026-06-28', '2026-06-28')).body).toMatchObject([{ day: '2026-06-28' }]);
  expect((await listDeletions('2026-06-29', '2026-07-28')).body).toEqual([]);
  expect((await listDeletions('2026-06-29', '')).status).toBe(400);
  expect((await listDeletions('2026-01-01', '2026-12-31')).status).toBe(400);
});

it('takes a user out of a job until three days before it runs', async () => {
  const { emulator, upload, erase, revokeDeletion } = await startClient({ now });
  await upload([event()]);
  const id = emulator.users.get('user-10001')?.amplitude_id ?? 0;
  await erase({ user_ids: ['user-10001'] });

  expect((await revokeDeletion(id, '2026-06-27')).status).toBe(404);
  expect(await revokeDeletion(id, '2026-06-28')).toMatchObject({ status: 200, body: { amplitude_id: id } });
  expect(emulator.deletions).toEqual([]);

  await erase({ user_ids: ['user-10001'] });
  emulator.advance(9 * day);
  expect((await revokeDeletion(id, '2026-06-28')).status).toBe(400);
});

describe('a strict emulator', () => {
  const strict = { strict: true, now };

  it('complains about a JSON boolean in the words seen on the wire', async () => {
    const { erase } = await startClient(strict);

    expect(await erase({ user_ids: ['user-1'], ignore_invalid_id: true })).toMatchObject({
      status: 400,
      body: { error: "HTTP 400: Bad Request (ignore_invalid_id can only be 'True' or 'False')" },
    });
  });

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
