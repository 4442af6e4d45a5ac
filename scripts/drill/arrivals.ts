/** What came through the service, as Amplitude saw it. */
export class Arrivals {
  readonly #byUser = new Map<string, number[]>();
  readonly #latencies: number[] = [];
  readonly #hotUser: string;
  total = 0;
  lastAt = Date.now();
  /** The longest time without an arrival since it was last set to 0, in ms. */
  longestPause = 0;

  constructor(hotUser: string) {
    this.#hotUser = hotUser;
  }

  add(user: string, { n, postedAt }: { n: number; postedAt: number }): void {
    const numbers = this.#byUser.get(user) ?? [];
    numbers.push(n);
    this.#byUser.set(user, numbers);
    this.total += 1;
    if (user === this.#hotUser) return;
    const now = Date.now();
    this.longestPause = Math.max(this.longestPause, now - this.lastAt);
    this.lastAt = now;
    this.#latencies.push(now - postedAt);
  }

  countOf(user: string): number {
    return this.#byUser.get(user)?.length ?? 0;
  }

  /** Of all users but the hot one, in ms. */
  latency(share: number): number {
    const sorted = [...this.#latencies].sort((a, b) => a - b);
    return sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  }

  /** Compared with how many events of each user were promised. */
  compare(promised: ReadonlyMap<string, number>): { lost: number; doubled: number; unordered: number } {
    const result = { lost: 0, doubled: 0, unordered: 0 };
    for (const [user, count] of promised) {
      const numbers = this.#byUser.get(user) ?? [];
      const distinct = new Set(numbers);
      result.lost += count - distinct.size;
      result.doubled += numbers.length - distinct.size;
      result.unordered += numbers.filter((n, index) => index > 0 && n < (numbers[index - 1] ?? 0)).length;
    }
    return result;
  }
}
