import { type Job, type SendItem } from './job';

/**
 * Who waits for whom. Each job is linked to the last unfinished one of each of its keys, so that a user's events
 * stay in order while everybody else's go ahead.
 */
export class JobOrder<Item extends SendItem = SendItem> {
  readonly #last = new Map<string, Job<Item>>();

  add(job: Job<Item>): void {
    for (const key of job.keys) {
      const earlier = this.#last.get(key);
      if (earlier !== undefined && earlier !== job && !job.before.includes(earlier)) {
        job.before.push(earlier);
        earlier.after.push(job);
      }
      this.#last.set(key, job);
    }
  }

  /**
   * Unlinks a job that is done and returns the jobs that it held back.
   * One whose predecessor is still open stays linked until that one is done: it keeps the rest behind both.
   */
  finish(job: Job<Item>): Job<Item>[] {
    const freed: Job<Item>[] = [];
    const ready = [job];
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
      if (next.before.length > 0) continue;
      for (const key of next.keys) if (this.#last.get(key) === next) this.#last.delete(key);
      for (const later of next.after) {
        later.before.splice(later.before.indexOf(next), 1);
        (later.state === 'done' ? ready : freed).push(later);
      }
      next.after.length = 0;
    }
    return freed;
  }
}
