import { startClient } from './emulator-client';

it('answers the text success and applies properties to the group', async () => {
  const { emulator, groupIdentify } = await startClient();

  await groupIdentify({ group_type: 'org', group_value: 'acme', group_properties: { seats: 5 } });
  const answer = await groupIdentify([
    { group_type: 'org', group_value: 'acme', group_properties: { $add: { seats: 2 } } },
    { group_type: 'org', group_value: 'umbrella' },
  ]);

  expect(answer).toMatchObject({ status: 200, text: 'success' });
  expect(emulator.groups.get('org', 'acme')?.properties).toEqual({ seats: 7 });
  expect(emulator.groups.get('org', 'umbrella')?.properties).toEqual({});
  expect(emulator.groupIdentifications).toHaveLength(3);
});

it.each([
  ['no group_type', { group_value: 'acme' }, 'Missing group_type'],
  ['no group_value', { group_type: 'org' }, 'Missing group_value'],
  ['a list of values', { group_type: 'org', group_value: ['acme'] }, 'Missing group_value'],
  [
    'operations beside plain keys',
    { group_type: 'org', group_value: 'acme', group_properties: { $set: {}, a: 1 } },
    'Invalid group_properties: operations and plain keys cannot be mixed',
  ],
])('refuses %s', async (_, item, error) => {
  const { emulator, groupIdentify } = await startClient();

  expect(await groupIdentify([{ group_type: 'org', group_value: 'good' }, item])).toMatchObject({
    status: 400,
    body: { error },
  });
  expect(emulator.groups.size).toBe(0);
});

describe('a strict emulator', () => {
  const groups = (count: number, properties: number) =>
    Array.from({ length: count }, (_, index) => ({
      group_type: 'org',
      group_value: `acme-${index}`,
      group_properties: Object.fromEntries(
        Array.from({ length: properties }, (__, key) => [`key${key}`, key]),
      ),
    }));

  it('answers 413 to more than 1,024 objects', async () => {
    const { groupIdentify } = await startClient({ strict: true });

    expect((await groupIdentify(groups(1_024, 1))).status).toBe(200);
    expect((await groupIdentify(groups(1_025, 0))).status).toBe(413);
  });

  it('answers 413 to more than 1,024 properties summed over the objects', async () => {
    const { emulator, groupIdentify } = await startClient({ strict: true });

    expect((await groupIdentify(groups(512, 2))).status).toBe(200);
    expect((await groupIdentify(groups(513, 2))).status).toBe(413);
    expect(emulator.counts).toMatchObject({ received: 1_025, ingested: 512, rejected: 513 });
  });
});
