import type { Job } from './job';

/**
 * Who waits for whom. Each job is linked to the last unfinished one of each of its keys, so that a user's events
 * stay in order while everybody else's go ahead.
 */
export class JobOrder {
  readonly #last = new Map<string, Job>();

  add(job: Job): void {
    for (const key of job.keys) {
      const earlier = this.#last.get(key);
      if (earlier !== undefined && earlier !== job && !job.before.has(earlier)) {
        job.before.add(earlier);
        earlier.after.push(job);
      }
      this.#last.set(key, job);
    }
  }

  /**
   * Takes a job with a final answer out and returns the jobs that it held back.
   * A job whose predecessor is still unfinished stays linked until that one is: it keeps the rest behind both.
   */
  finish(job: Job): Job[] {
    job.isSettled = true;
    const freed: Job[] = [];
    const ready = [job];
    for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
      if (next.before.size > 0) continue;
      for (const key of next.keys) if (this.#last.get(key) === next) this.#last.delete(key);
      for (const later of next.after) {
        later.before.delete(next);
        (later.isSettled ? ready : freed).push(later);
      }
      next.after.length = 0;
    }
    return freed;
  }
}
