import { type Job, type SendItem } from './job';

/** Holds jobs that wait for a moment, not for another job. */
export class Parking<Item extends SendItem = SendItem> {
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #onReady: (jobs: readonly Job<Item>[]) => void;
  #isClosed = false;

  /** `onReady` gets the jobs back when their wait is over. */
  constructor(onReady: (jobs: readonly Job<Item>[]) => void) {
    this.#onReady = onReady;
  }

  park(jobs: readonly Job<Item>[], waitMs: number): void {
    for (const job of jobs) {
      job.batch = undefined;
      job.moveTo('parked');
    }
    if (this.#isClosed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      for (const job of jobs) job.moveTo('waiting');
      this.#onReady(jobs);
    }, waitMs);
    this.#timers.add(timer);
  }

  /** Gives no job back any more; no timer is left, which would keep the process alive. */
  close(): void {
    this.#isClosed = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}
