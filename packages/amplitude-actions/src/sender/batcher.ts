import type { Subscription } from '../subscriptions/subscription';
import type { Batch, Job } from './job';
import type { Pace } from './pace';

/** A batch that is not full waits this long for more events. */
export const LINGER_MS = 200;

/** Puts jobs that may go into one open batch per subscription. */
export class Batcher {
  readonly #open = new Map<Subscription, Batch>();
  readonly #full: Batch[] = [];

  /** `onPaced` hears of a job that nothing but its ids' pace holds back, and when it may be placed again. */
  readonly #size: number;
  readonly #pace: Pace;
  readonly #onPaced: (job: Job, readyAt: number) => void;
  readonly #now: () => number;

  constructor(
    size: number,
    pace: Pace,
    onPaced: (job: Job, readyAt: number) => void,
    now: () => number = Date.now,
  ) {
    this.#size = size;
    this.#pace = pace;
    this.#onPaced = onPaced;
    this.#now = now;
  }

  /** Puts the job into a batch, then those behind it that may share the batch; the others stay where they are. */
  place(job: Job): void {
    const candidates = [job];
    for (let next = candidates.pop(); next !== undefined; next = candidates.pop()) {
      if (this.#put(next)) candidates.push(...[...next.after].reverse());
    }
  }

  /** The next batch to send: a full one, else one that has waited long enough (any, when `isUrgent`). */
  take(isUrgent: boolean): Batch | undefined {
    const full = this.#full.shift();
    if (full !== undefined) return full;
    const waiting = [...this.#open.values()].filter(
      ({ openedAt }) => isUrgent || this.#now() - openedAt >= LINGER_MS,
    );
    const fullest = waiting.sort((a, b) => b.jobs.length - a.jobs.length)[0];
    if (fullest !== undefined) this.#open.delete(fullest.subscription);
    return fullest;
  }

  get isEmpty(): boolean {
    return this.#full.length === 0 && this.#open.size === 0;
  }

  #put(job: Job): boolean {
    if (job.batch !== undefined || job.isParked || job.isSettled) return false;
    const batch = this.#open.get(job.subscription);
    for (const earlier of job.before) if (batch === undefined || earlier.batch !== batch) return false;
    const readyAt = this.#pace.readyAt(job);
    if (readyAt > this.#now()) {
      if (job.before.size === 0) this.#onPaced(job, readyAt);
      return false;
    }
    const target = batch ?? this.#start(job.subscription);
    if (!this.#pace.admit(job, target)) return false;
    target.jobs.push(job);
    job.batch = target;
    if (target.jobs.length >= this.#size) {
      this.#open.delete(job.subscription);
      this.#full.push(target);
    }
    return true;
  }

  #start(subscription: Subscription): Batch {
    const batch: Batch = { subscription, jobs: [], openedAt: this.#now(), paced: new Map() };
    this.#open.set(subscription, batch);
    return batch;
  }
}
