import { basic, event, startClient } from './emulator-client';

const read = (query: string, authorization = basic()) =>
  [`/api/2/usermap?${query}`, { headers: { authorization } }] as const;

it('answers what each user is mapped from and to', async () => {
  const { emulator, send, upload, usermap } = await startClient();
  await upload([event({ user_id: 'user-1' })]);
  await usermap([
    { user_id: 'user-1', global_user_id: 'global-1' },
    { user_id: 'user-2', global_user_id: 'global-1' },
  ]);
  const one = { amplitude_id: emulator.users.get('user-1')?.amplitude_id, user_id: 'user-1' };
  const two = { amplitude_id: 0, user_id: 'user-2' };
  const global = { amplitude_id: 0, user_id: 'global-1' };

  const answer = await send(...read('user_ids=["user-1","global-1","stranger"]'));

  expect(answer.body).toEqual({
    'user-1': { mapped_from: [], mapped_to: [global] },
    'global-1': { mapped_from: [one, two], mapped_to: [] },
    stranger: { mapped_from: [], mapped_to: [] },
  });
  expect((await send(...read('user_ids=user-1,global-1&user_ids=stranger'))).body).toEqual(answer.body);
});

it('wants 1 to 100 ids and Basic auth', async () => {
  const { send } = await startClient();
  const ids = Array.from({ length: 101 }, (_, index) => `user-${index}`);

  expect((await send(...read(''))).status).toBe(400);
  expect((await send(...read(`user_ids=${ids.join(',')}`))).status).toBe(400);
  expect((await send(...read(`user_ids=${ids.slice(1).join(',')}`))).status).toBe(200);
  expect((await send(...read('user_ids=user-1', ''))).status).toBe(401);
});
