import { SlidingCount } from '../../src/emulator/sliding-count';

describe(SlidingCount, () => {
  it('counts each id over its window, step by step', () => {
    const count = new SlidingCount(1_000, 3);
    count.add('a', 1, 0);
    count.add('a', 2, 1_500);
    count.add('b', 5, 2_999);

    expect([count.total('a', 2_999), count.total('b', 2_999)]).toEqual([3, 5]);
    expect([count.total('a', 3_000), count.total('b', 3_000)]).toEqual([2, 5]);
    expect([count.total('a', 4_000), count.total('b', 4_000)]).toEqual([0, 5]);
    expect(count.total('b', 5_000)).toBe(0);
  });

  it('keeps counting when the clock goes back', () => {
    const count = new SlidingCount(1_000, 3);
    count.add('a', 1, 10_000);
    count.add('a', 1, 5_000);

    expect(count.total('a', 5_000)).toBe(2);
  });
});
