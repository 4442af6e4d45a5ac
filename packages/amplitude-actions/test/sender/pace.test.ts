import { Pace } from '../../src/sender/pace';

const job = { keys: ['user:hot'] };
const newBatch = () => ({ paced: new Map<string, number>() });

describe(Pace, () => {
  it('lets a throttled id rest, then send its rate once an interval, counted from the answer', () => {
    let now = 0;
    const pace = new Pace(() => now);
    pace.throttle(job.keys, 2, 30_000);
    expect(pace.readyAt(job)).toBe(30_000);
    now = 30_000;
    const batch = newBatch();
    expect([1, 2, 3].map(() => pace.admit(job, batch))).toEqual([true, true, false]);
    now = 30_400;
    pace.answered(batch);
    expect(pace.readyAt(job)).toBe(31_400);
  });

  it('halves the rate of an id that is throttled again, and never stops it', () => {
    const pace = new Pace(() => 0);
    const admitted = () => {
      const batch = newBatch();
      return Array.from({ length: 40 }).filter(() => pace.admit(job, batch)).length;
    };
    const rates = Array.from({ length: 7 }, () => {
      pace.throttle(job.keys, 30, 0);
      return admitted();
    });
    expect(rates).toEqual([30, 15, 7, 3, 1, 1, 1]);
  });

  it('knows nothing of other ids', () => {
    const pace = new Pace(() => 0);
    pace.throttle(['user:other'], 1, 30_000);
    expect(pace.readyAt(job)).toBe(0);
    expect(pace.admit(job, newBatch())).toBe(true);
  });
});
