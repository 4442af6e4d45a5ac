import { Batch } from './batch';
import { toCallKind } from './call-kind';
import { type Job, type SendItem } from './job';
import { type Pace } from './pace';

/** A batch that is not full waits this long for more events. */
export const LINGER_MS = 200;

/** Puts jobs that may go into batches. */
export class Batcher<Item extends SendItem = SendItem> {
  #open: Batch<Item> | undefined;
  readonly #full: Batch<Item>[] = [];
  readonly #size: number;
  readonly #pace: Pace;
  readonly #onPaced: (job: Job<Item>, readyAt: number) => void;
  readonly #now: () => number;

  /** `onPaced` learns of a job that nothing but its ids' pace holds back, and when it may be placed again. */
  constructor(
    size: number,
    pace: Pace,
    onPaced: (job: Job<Item>, readyAt: number) => void,
    now: () => number = Date.now,
  ) {
    this.#size = size;
    this.#pace = pace;
    this.#onPaced = onPaced;
    this.#now = now;
  }

  /** Puts the job into a batch, then those behind it that may share the batch; the others stay where they are. */
  place(job: Job<Item>): void {
    if (!this.#put(job) || job.after.length === 0) return;
    const candidates = [...job.after].reverse();
    for (let next = candidates.pop(); next !== undefined; next = candidates.pop()) {
      if (this.#put(next)) candidates.push(...[...next.after].reverse());
    }
  }

  /** The next batch to send: a full one, else the open one when it has waited long enough (or `isUrgent`). */
  take(isUrgent: boolean): Batch<Item> | undefined {
    const full = this.#full.shift();
    if (full !== undefined) return full;
    const open = this.#open;
    if (open === undefined || !(isUrgent || this.#now() - open.openedAt >= LINGER_MS)) return undefined;
    this.#open = undefined;
    return open;
  }

  get isEmpty(): boolean {
    return this.#full.length === 0 && this.#open === undefined;
  }

  #put(job: Job<Item>): boolean {
    if (job.state !== 'waiting' || !this.#mayShareOpenBatch(job)) return false;
    const readyAt = this.#pace.readyAt(job);
    if (readyAt > this.#now()) {
      if (job.before.length === 0) this.#onPaced(job, readyAt);
      return false;
    }
    const batch = (this.#open ??= new Batch(this.#now()));
    if (!this.#pace.admit(job, batch)) return false;
    batch.add(job);
    if (batch.jobs.length >= this.#size) {
      this.#open = undefined;
      this.#full.push(batch);
    }
    return true;
  }

  /** Whether every earlier job of its user is in the open batch already, and stays in front of it there. */
  #mayShareOpenBatch({ before, item }: Job<Item>): boolean {
    for (const earlier of before) {
      if (earlier.batch === undefined || earlier.batch !== this.#open) return false;
      if (toCallKind(earlier.item.event) !== toCallKind(item.event)) return false;
    }
    return true;
  }
}
