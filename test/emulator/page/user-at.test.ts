import { changesByKey, stateAt } from '../../../src/emulator/page/user-at';
import type { Step } from '../../../src/emulator/page-api';

const step = (id: string, ...changes: Step['changes']): Step => ({
  id,
  at: 0,
  name: 'Song Played',
  kind: 'event',
  changes,
});
const plan = (before: unknown, after: unknown): Step['changes'][number] => ({
  about: 'property',
  key: 'plan',
  operation: '$set',
  before,
  after,
});
const events = (after: number): Step['changes'][number] => ({
  about: 'total',
  key: 'events',
  operation: 'counted',
  before: after - 1,
  after,
});

const steps = [
  step('a', plan(undefined, 'free'), events(1)),
  step('b', plan('free', 'trial'), plan('trial', 'pro')),
  step('c', events(2)),
];
const now = { properties: { plan: 'pro' }, totals: { events: 2 } };

describe('a user at a moment', () => {
  it.each([
    [3, 'pro', 2],
    [2, 'pro', 1],
    [1, 'free', 1],
    [0, undefined, 0],
  ])('after %i steps is what the later ones are taken back from', (count, expected, total) => {
    const { properties, totals } = stateAt(now, steps, count);
    expect([properties.plan, totals.events]).toEqual([expected, total]);
  });

  it('leaves the state of now alone, and names what the step changed', () => {
    expect([...stateAt(now, steps, 1).changed]).toEqual(['property plan', 'total events']);
    expect(now.properties.plan).toBe('pro');
  });

  it('lists the changes of a key newest first, 50 at most', () => {
    expect(
      changesByKey(steps, 3)
        .get('property plan')
        ?.map(({ after }) => after),
    ).toEqual(['pro', 'trial', 'free']);
    const many = Array.from({ length: 80 }, (_, index) => step(String(index), plan(index, index + 1)));
    const listed = changesByKey(many, 80).get('property plan');
    expect([listed?.length, listed?.[0]?.after]).toEqual([50, 80]);
  });
});
