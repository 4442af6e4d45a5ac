/** One event of the load: the user, its place among the user's events, and when it was first posted. */
interface Posted {
  user: string;
  n: number;
}

const PAUSE_MS = 60;
const AGAIN_MS = 300;
const TIMEOUT_MS = 10_000;

export interface LoadOptions {
  writeKey: string;
  /** Addresses of the intakes, as they are now. */
  urls(this: void): readonly string[];
  signal: AbortSignal;
}

/**
 * Clients of the intake. Each has users of its own, posts the next batch when the last one was answered with 200, and
 * posts a batch again, perhaps elsewhere, until it is: so every user has one right order, and all that was posted was
 * promised once the load has ended.
 */
export class ClusterLoad {
  /** How many events of each user were answered with 200. */
  readonly promised = new Map<string, number>();
  /** Batches that were not answered with 200 at first. */
  repeated = 0;
  readonly #options: LoadOptions;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  get total(): number {
    return [...this.promised.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Posts one event of each of these users at a time, until the signal. */
  async runClient(users: readonly string[]): Promise<void> {
    while (!this.#options.signal.aborted) {
      await this.#post(users.map((user) => ({ user, n: this.promised.get(user) ?? 0 })));
      await sleep(PAUSE_MS);
    }
  }

  /** Posts so many events of one user, as fast as they are taken. */
  async runHotUser(user: string, count: number, batchSize: number): Promise<void> {
    for (let from = 0; from < count && !this.#options.signal.aborted; from += batchSize) {
      await this.#post(Array.from({ length: batchSize }, (_, n) => ({ user, n: from + n })));
    }
  }

  async #post(events: readonly Posted[]): Promise<void> {
    const { writeKey, urls } = this.#options;
    const postedAt = Date.now();
    const batch = events.map(({ user, n }) => ({
      type: 'track',
      event: 'Item Viewed',
      userId: user,
      messageId: `${user}:${n}`,
      properties: { n, postedAt },
    }));
    const body = JSON.stringify({ writeKey, batch });
    for (let attempt = 0; ; attempt += 1) {
      const url = urls()[attempt % urls().length] ?? '';
      if (await isTaken(url, body)) break;
      if (attempt === 0) this.repeated += 1;
      await sleep(AGAIN_MS);
    }
    for (const { user, n } of events) this.promised.set(user, n + 1);
  }
}

async function isTaken(url: string, body: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body, signal });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false;
  }
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
