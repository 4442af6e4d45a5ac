import { StallWatch } from '../../src/sender/stall-watch';

describe(StallWatch, () => {
  it('tells when nothing got through for so long, and starts anew when something does', () => {
    let now = 0;
    const watch = new StallWatch(1_000, () => now);
    const after = (ms: number, hasProgress: boolean) => {
      now += ms;
      return watch.hasStalled(hasProgress);
    };
    expect(after(0, false)).toBe(false);
    expect(after(900, false)).toBe(false);
    expect(after(50, true)).toBe(false);
    expect(after(900, false)).toBe(false);
    expect(after(999, false)).toBe(false);
    expect(after(1, false)).toBe(true);
  });
});
