import { setTimeout as wait } from 'node:timers/promises';

/** The longest single wait, so that a run that is stopped does not wait on. */
const MOST_WAIT_MS = 1_000;

/** Keeps a stream of events under so many a second; what was not used in the last second may be used now. */
export class RateLimit {
  readonly #perSecond: number;
  readonly #now: () => number;
  #allowance: number;
  #countedAt: number;

  constructor(perSecond: number, now: () => number = Date.now) {
    this.#perSecond = perSecond;
    this.#now = now;
    this.#allowance = perSecond;
    this.#countedAt = now();
  }

  /** How long the next event has to wait, in milliseconds; 0 when it may go, and is then counted. */
  take(): number {
    const now = this.#now();
    const earned = ((now - this.#countedAt) / 1000) * this.#perSecond;
    this.#allowance = Math.min(this.#perSecond, this.#allowance + earned);
    this.#countedAt = now;
    if (this.#allowance < 1) return ((1 - this.#allowance) / this.#perSecond) * 1000;
    this.#allowance -= 1;
    return 0;
  }

  /** Resolves when the next event may go, or `isStopped`. */
  async turn(isStopped: () => boolean): Promise<void> {
    for (let ms = this.take(); ms > 0 && !isStopped(); ms = this.take()) {
      await wait(Math.min(MOST_WAIT_MS, Math.ceil(ms)));
    }
  }
}
