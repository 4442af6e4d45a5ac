type Work = () => Promise<unknown> | void;

/** Milliseconds of processor time this process takes for the work: other programs on the machine do not count. */
export async function cpuMs(work: Work): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds on the clock. */
export async function wallMs(work: Work): Promise<number> {
  const before = performance.now();
  await work();
  return performance.now() - before;
}

/**
 * The median of `ours / theirs` over the rounds. Both are measured in every round, in turns, so that a busy spell of the
 * machine hits both; one round more comes first and is not counted.
 */
export async function medianRatio(
  rounds: number,
  clock: (work: Work) => Promise<number>,
  ours: Work,
  theirs: Work,
): Promise<number> {
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const isOursFirst = round % 2 === 0;
    const first = await clock(isOursFirst ? ours : theirs);
    const second = await clock(isOursFirst ? theirs : ours);
    if (round > 0) ratios.push(isOursFirst ? first / second : second / first);
  }
  return median(ratios);
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new RangeError('There is no median of no values.');
  return middle;
}
