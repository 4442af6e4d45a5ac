import { startClient } from './emulator-client';

const mappings = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ user_id: `user-${index}`, global_user_id: 'global-1' }));

it('maps and unmaps users', async () => {
  const { emulator, usermap } = await startClient();

  expect(await usermap(mappings(2))).toMatchObject({ status: 200, text: 'success' });
  await usermap({ user_id: 'user-0', unmap: true });

  expect([...emulator.aliases]).toEqual([['user-1', 'global-1']]);
  expect(emulator.counts.byEndpoint.usermap).toMatchObject({ requests: 2, received: 3, ingested: 3 });
});

it.each([
  ['no user_id', { global_user_id: 'global-1' }, 'Missing user_id'],
  ['no global_user_id', { user_id: 'user-1' }, 'Missing global_user_id'],
  ['a global_user_id beside unmap', { user_id: 'user-1', global_user_id: 'x', unmap: true }, 'beside unmap'],
])('refuses %s', async (_, mapping, reason) => {
  const { emulator, usermap } = await startClient();

  const answer = await usermap([...mappings(1), mapping]);

  expect(answer.status).toBe(400);
  expect(answer.text).toContain(reason);
  expect(emulator.aliases.size).toBe(0);
});

describe('a strict emulator', () => {
  it('answers 413 to more than 2,000 mappings', async () => {
    const { usermap } = await startClient({ strict: true });

    expect((await usermap(mappings(2_001))).status).toBe(413);
    expect((await usermap(mappings(2_000))).status).toBe(200);
  });

  it('throttles every request while the last 30 s hold 1,500 mappings', async () => {
    const { emulator, usermap } = await startClient({ strict: true, now: () => 1_618_245_157_710 });

    expect((await usermap(mappings(1_499))).status).toBe(200);
    expect((await usermap(mappings(1))).status).toBe(200);
    expect((await usermap(mappings(1))).status).toBe(429);

    emulator.advance(30_000);
    expect((await usermap(mappings(1))).status).toBe(200);
  });
});
