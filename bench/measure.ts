type Work = () => Promise<unknown> | void;

/** Milliseconds that one piece of work takes. */
interface Cost {
  /** Processor time of this process, user and system: other programs on the machine do not count. */
  cpu: number;
  /** On the clock. */
  wall: number;
}

export type Clock = keyof Cost;

/** One cost by another, in the same rounds. */
export interface Ratio {
  median: number;
  /** Of the quarter of the rounds that was quickest: what is left when the machine stands still in the others. */
  quickest: number;
}

/** Milliseconds of processor time that the work takes. */
export async function cpuMs(work: Work): Promise<number> {
  return (await costOf(work)).cpu;
}

/** Milliseconds on the clock. */
export async function wallMs(work: Work): Promise<number> {
  return (await costOf(work)).wall;
}

async function costOf(work: Work): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const wallBefore = performance.now();
  await work();
  const wall = performance.now() - wallBefore;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { cpu: (user + system) / 1000, wall };
}

/** What several pieces of work cost, measured side by side. */
export class Rounds<Name extends string> {
  readonly #costs: Record<Name, Cost[]>;

  constructor(costs: Record<Name, Cost[]>) {
    this.#costs = costs;
  }

  get names(): Name[] {
    return Object.keys(this.#costs) as Name[];
  }

  /** Ours by theirs. `scale` evens out works of different size. */
  ratio(ours: Name, theirs: Name, clock: Clock = 'cpu', scale = 1): Ratio {
    const at = (share: number) => (scale * this.#at(ours, clock, share)) / this.#at(theirs, clock, share);
    return { median: at(1 / 2), quickest: at(1 / 8) };
  }

  /** Milliseconds: the median, and that of the quickest quarter. */
  cost(name: Name, clock: Clock = 'cpu'): Ratio {
    return { median: this.#at(name, clock, 1 / 2), quickest: this.#at(name, clock, 1 / 8) };
  }

  /** "1.26 × (quickest quarter of the rounds: 1.37 ×; on the clock: 1.40 ×)". */
  format(ours: Name, theirs: Name, scale = 1): string {
    const { median, quickest } = this.ratio(ours, theirs, 'cpu', scale);
    const wall = this.ratio(ours, theirs, 'wall', scale);
    return `${show(median)} × (quickest quarter of the rounds: ${show(quickest)} ×; on the clock: ${show(wall.median)} ×)`;
  }

  #at(name: Name, clock: Clock, share: number): number {
    return quantile(
      this.#costs[name].map((cost) => cost[clock]),
      share,
    );
  }
}

/**
 * Measures works against each other. All are measured in every round, in turns that move on by one each time, so that a
 * slow spell of the machine hits all of them; some rounds come first and are not counted, in which the code is compiled.
 * BENCH_ROUNDS takes the place of the number of rounds, for a crowded machine.
 */
export async function measureRounds<Name extends string>(
  wanted: number,
  works: Record<Name, Work>,
): Promise<Rounds<Name>> {
  const rounds = Number(process.env.BENCH_ROUNDS ?? wanted);
  const names = Object.keys(works) as Name[];
  const costs = Object.fromEntries(names.map((name) => [name, [] as Cost[]])) as Record<Name, Cost[]>;
  const warm = Math.ceil(rounds / 4);
  for (let round = -warm; round < rounds; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round + warm) % names.length] as Name;
      const cost = await costOf(works[name]);
      if (round >= 0) costs[name].push(cost);
    }
  }
  return new Rounds(costs);
}

const show = (ratio: number): string => ratio.toFixed(ratio < 10 ? 2 : 0);

function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.floor(sorted.length * share)];
  if (value === undefined) throw new RangeError('There is no quantile of no values.');
  return value;
}
