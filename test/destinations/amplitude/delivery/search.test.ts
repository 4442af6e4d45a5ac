import type { RefusalRule } from '../../../../src/emulator';
import { toMostRequests } from './most-requests';
import {
  countStatuses,
  ingestedNumbers,
  numbered,
  startStrictEmulator,
  statuses,
} from './start-strict-emulator';

const MOST_EVENTS = 5;

// Hundreds of requests, one after the other, take their time on a busy machine.
jest.setTimeout(300_000);

function refuseNumbers(
  isBad: (number: number) => boolean,
  kind: 'unnamed' | 'forbidden' = 'unnamed',
): RefusalRule {
  return ({ event_properties: properties }) =>
    isBad((properties as { number: number }).number) ? { kind } : undefined;
}

describe('a request that is refused without a name', () => {
  it(`yields exactly the bad ones of up to ${MOST_EVENTS} events, whichever they are, within the bound`, async () => {
    const { emulator, send } = await startStrictEmulator();
    for (let count = 1; count <= MOST_EVENTS; count += 1) {
      for (let subset = 0; subset < 2 ** count; subset += 1) {
        const isBad = (number: number) => ((subset >> number) & 1) === 1;
        emulator.reset();
        emulator.refuse(refuseNumbers(isBad));
        const events = numbered(count);
        const expected = events.map((_, number) => (isBad(number) ? 400 : 200));
        const answers = await send('logEvent', events);
        expect({ subset, answers: statuses(answers) }).toEqual({ subset, answers: expected });
        const bad = expected.filter((status) => status === 400).length;
        expect(emulator.exchanges.length).toBeLessThanOrEqual(toMostRequests(count, bad));
      }
    }
  });

  it.each([
    { title: 'one of 1,000', count: 1000, bad: [613] },
    { title: 'both ends of 100', count: 100, bad: [0, 99] },
    { title: 'four neighbours of 100', count: 100, bad: [40, 41, 42, 43] },
    { title: 'three spread over 12', count: 12, bad: [0, 4, 7] },
  ])('costs the good events nothing: $title', async ({ count, bad }) => {
    const { emulator, send } = await startStrictEmulator({
      refuse: refuseNumbers((number) => bad.includes(number)),
    });
    const events = numbered(count);
    const answers = await send('logEvent', events);
    expect(statuses(answers)).toEqual(events.map((_, number) => (bad.includes(number) ? 400 : 200)));
    expect(emulator.counts.ingested).toBe(count - bad.length);
    expect(emulator.exchanges.length).toBeLessThanOrEqual(toMostRequests(count, bad.length));
  });

  it.each([2, 3, 4, 8])('delivers the good ones though every %i. event is bad', async (step) => {
    const { emulator, send } = await startStrictEmulator({
      refuse: refuseNumbers((number) => number % step === 0),
    });
    const bad = Math.ceil(64 / step);
    expect(countStatuses(await send('logEvent', numbered(64)))).toEqual({ 200: 64 - bad, 400: bad });
    expect(emulator.exchanges.length).toBeLessThanOrEqual(toMostRequests(64, bad));
  });

  it('keeps the order of every user while the bad ones are searched for', async () => {
    const users = 3;
    const { emulator, send } = await startStrictEmulator({
      refuse: refuseNumbers((number) => number === 3 || number === 20),
    });
    await send(
      'logEvent',
      numbered(40, (number) => ({ userId: `user-1000${number % users}` })),
    );
    const arrived = ingestedNumbers(emulator);
    expect(arrived).toHaveLength(38);
    for (let user = 0; user < users; user += 1) {
      const own = arrived.filter((number) => number % users === user);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });

  it('never lets an event overtake one of the same user that turns out retryable', async () => {
    const { emulator, send } = await startStrictEmulator({
      refuse: refuseNumbers((number) => number === 0),
      faults: [{ nth: 3, action: { status: 500 } }],
    });
    const answers = await send(
      'logEvent',
      numbered(8, () => ({ userId: 'user-10000' })),
    );
    expect(statuses(answers)).toEqual(answers.map(() => 500));
    expect(emulator.events).toEqual([]);
  });

  it('is searched when a firewall forbids it', async () => {
    const { send } = await startStrictEmulator({
      refuse: refuseNumbers((number) => number === 5, 'forbidden'),
    });
    const answers = await send('logEvent', numbered(20));
    expect(statuses(answers)).toEqual(numbered(20).map((_, number) => (number === 5 ? 403 : 200)));
  });

  it('is searched on the form endpoints, which never name anybody', async () => {
    const { emulator, send } = await startStrictEmulator({
      refuse: ({ user_id }) => (user_id === 'user-10033' ? { kind: 'unnamed' } : undefined),
    });
    const answers = await send(
      'identifyUser',
      numbered(64, () => ({ traits: { plan: 'pro' } })),
    );
    expect(statuses(answers)).toEqual(numbered(64).map((_, number) => (number === 33 ? 400 : 200)));
    expect(emulator.identifications).toHaveLength(63);
  });
});
