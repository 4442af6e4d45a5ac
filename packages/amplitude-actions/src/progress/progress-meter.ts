import { settledEvents, type Tally } from '../run/tally';
import type { ProgressState } from './progress';

/** Reckons speed and time left from a run's figures. */
export class ProgressMeter {
  #bytesRead = 0;
  readonly #startedAt: number;
  readonly #settledBefore: number;

  /** `totalBytes` is undefined where an input has no known size. */
  readonly #tally: Tally;
  readonly #totalBytes: number | undefined;
  readonly #now: () => number;

  constructor(tally: Tally, totalBytes: number | undefined, now: () => number = Date.now) {
    this.#tally = tally;
    this.#totalBytes = totalBytes;
    this.#now = now;
    this.#startedAt = now();
    this.#settledBefore = settledEvents(tally);
  }

  addBytes(count: number): void {
    this.#bytesRead += count;
  }

  get seconds(): number {
    return (this.#now() - this.#startedAt) / 1000;
  }

  read(): ProgressState {
    const tally = this.#tally;
    const events = settledEvents(tally);
    const { seconds } = this;
    const fraction = this.#fraction(events);
    return {
      events,
      perSecond: seconds > 0 ? (events - this.#settledBefore) / seconds : 0,
      requests: tally.requests,
      retries: tally.retries,
      rejected: tally.rejected,
      fraction,
      secondsLeft:
        fraction !== undefined && fraction > 0.001 ? (seconds / fraction) * (1 - fraction) : undefined,
    };
  }

  /** Reading runs ahead of the answers, so the bytes read count as far as their events are settled. */
  #fraction(events: number): number | undefined {
    if (this.#totalBytes === undefined || this.#totalBytes === 0 || this.#tally.read === 0) return undefined;
    return Math.min(1, (this.#bytesRead / this.#totalBytes) * (events / this.#tally.read));
  }
}
