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

export interface Comparison {
  /** The median of ours by the median of theirs. */
  median: number;
  /** The same of the quarter of the rounds that was quickest: what is left when the machine stands still in the others. */
  quickest: number;
}

/**
 * Ours beside theirs. Both are measured in every round, in turns, so that a slow spell of the machine hits both; one
 * round more comes first and is not counted.
 */
export async function compare(
  rounds: number,
  clock: (work: Work) => Promise<number>,
  ours: Work,
  theirs: Work,
): Promise<Comparison> {
  const times: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % 2 === 0 ? 'ours' : 'theirs';
    const second = first === 'ours' ? 'theirs' : 'ours';
    const works = { ours, theirs };
    const measured = { [first]: await clock(works[first]), [second]: await clock(works[second]) };
    if (round === 0) continue;
    times.ours.push(measured.ours ?? 0);
    times.theirs.push(measured.theirs ?? 0);
  }
  const ratioAt = (share: number) => quantile(times.ours, share) / quantile(times.theirs, share);
  return { median: ratioAt(1 / 2), quickest: ratioAt(1 / 8) };
}

/** "1.26 × (quickest quarter of the rounds: 1.37 ×)". */
export function format({ median, quickest }: Comparison): string {
  return `${median.toFixed(2)} × (quickest quarter of the rounds: ${quickest.toFixed(2)} ×)`;
}

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length * share)];
  if (value === undefined) throw new RangeError('There is no quantile of no values.');
  return value;
}
