import type { Job } from './job';

/** Holds jobs that wait for a moment, not for another job. */
export class Parking {
  readonly #timers = new Set<NodeJS.Timeout>();

  /** `onReady` gets the jobs back when their wait is over. */
  readonly #onReady: (jobs: readonly Job[]) => void;

  constructor(onReady: (jobs: readonly Job[]) => void) {
    this.#onReady = onReady;
  }

  park(jobs: readonly Job[], waitMs: number): void {
    for (const job of jobs) {
      job.batch = undefined;
      job.isParked = true;
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      for (const job of jobs) job.isParked = false;
      this.#onReady(jobs);
    }, waitMs);
    this.#timers.add(timer);
  }

  /** Gives no job back any more. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
