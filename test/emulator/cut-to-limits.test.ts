import { event, startClient } from './emulator-client';

const long = 'x'.repeat(1_025);
const cut = 'x'.repeat(1_024);

/** Objects in one another, this many layers deep. */
const nest = (layers: number): object => (layers <= 1 ? { end: 1 } : { in: nest(layers - 1) });

describe('a strict emulator', () => {
  it('cuts texts of more than 1,024 characters without a word', async () => {
    const { emulator, upload, identify } = await startClient({ strict: true });
    const list = [long, { name: long, rating: 5 }];

    const answer = await upload([
      event({ event_properties: { title: long, list }, user_properties: { $set: { bio: long } } }),
    ]);
    await identify({ user_id: 'user-10001', user_properties: { motto: long } });

    expect(answer.status).toBe(200);
    expect(emulator.events[0]?.event_properties).toEqual({
      title: cut,
      list: [cut, { name: cut, rating: 5 }],
    });
    expect(emulator.users.get('user-10001')?.properties).toEqual({ bio: cut, motto: cut });
  });

  it('leaves layers below the fortieth out', async () => {
    const { emulator, upload } = await startClient({ strict: true });

    await upload([event({ event_properties: nest(40) }), event({ event_properties: nest(41) })]);

    expect(emulator.events[0]?.event_properties).toEqual(nest(40));
    expect(JSON.stringify(emulator.events[1]?.event_properties)).toBe(
      JSON.stringify(nest(40)).replace('{"end":1}', '{}'),
    );
  });

  it('tracks the first 5 group types and 10 values of an event', async () => {
    const { emulator, upload } = await startClient({ strict: true });
    const letters = ['a', 'b', 'c', 'd', 'e', 'f'];
    const values = (count: number) => Array.from({ length: count }, (_, index) => `value-${index}`);

    await upload([
      event({ groups: Object.fromEntries(letters.map((type) => [type, 'one'])) }),
      event({ groups: { team: values(8), org: values(8) } }),
    ]);

    expect(Object.keys(emulator.events[0]?.groups ?? {})).toEqual(letters.slice(0, 5));
    expect(emulator.events[1]?.groups).toEqual({ team: values(8), org: values(2) });
  });
});

it('keeps an event as it was sent unless it is strict', async () => {
  const { emulator, upload } = await startClient();
  const sent = event({ event_properties: { title: long } });

  await upload([sent]);

  expect(emulator.events).toEqual([sent]);
});
