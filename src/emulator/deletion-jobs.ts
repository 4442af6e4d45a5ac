/** A user of a job ("User Privacy", seen on the wire). */
export interface DeletionUser {
  amplitude_id: number;
  requested_on_day: string;
  requester: string;
  user_id: string;
}

/** One scheduled deletion, as the answer and the job list show it ("User Privacy", seen on the wire). */
export interface DeletionJob {
  /** The day it was done, once it is. */
  active_scrub_done_date: string | null;
  amplitude_ids: DeletionUser[];
  app: string;
  /** The day on which it runs, YYYY-MM-DD. */
  day: string;
  /** `staging` until three days before its day, then `submitted`, and `done` from that day on. */
  status: 'staging' | 'submitted' | 'done';
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Jobs run ten days or more after they were asked for ("User Privacy, timing"). */
const DELAY_MS = 12 * DAY_MS;
/** A user can be taken out of a job until three days before it runs ("User Privacy, timing"). */
const FINAL_MS = 3 * DAY_MS;

export const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** The deletion jobs of one project; their status moves with the clock. */
export class DeletionJobs {
  readonly #jobs: DeletionJob[] = [];

  add(
    users: readonly Pick<DeletionUser, 'amplitude_id' | 'user_id'>[],
    requester: string,
    app: string,
    now: number,
  ) {
    const job: DeletionJob = {
      active_scrub_done_date: null,
      amplitude_ids: users.map((user) => ({ ...user, requested_on_day: toDay(now), requester })),
      app,
      day: toDay(now + DELAY_MS),
      status: 'staging',
    };
    this.#jobs.push(job);
    return job;
  }

  /** All jobs, oldest first, with the status of this moment. */
  at(now: number): readonly DeletionJob[] {
    for (const job of this.#jobs) {
      if (job.status !== 'done') job.status = toStatus(job.day, now);
    }
    return this.#jobs;
  }

  /** The users of the jobs that have come due since the last call; the jobs are done then. */
  takeDue(now: number): DeletionUser[] {
    const due = this.#jobs.filter((job) => job.status !== 'done' && toStatus(job.day, now) === 'done');
    for (const job of due) {
      job.status = 'done';
      job.active_scrub_done_date = job.day;
    }
    return due.flatMap((job) => job.amplitude_ids);
  }

  /** Takes a user out of the job of that day. `too-late` when it runs within three days. */
  revoke(amplitudeId: number, day: string, now: number): DeletionUser | 'unknown' | 'too-late' {
    for (const job of this.at(now)) {
      const index = job.amplitude_ids.findIndex((user) => user.amplitude_id === amplitudeId);
      if (job.day !== day || index === -1) continue;
      if (job.status !== 'staging') return 'too-late';
      const [user] = job.amplitude_ids.splice(index, 1);
      if (job.amplitude_ids.length === 0) this.#jobs.splice(this.#jobs.indexOf(job), 1);
      return user ?? 'unknown';
    }
    return 'unknown';
  }
}

function toStatus(day: string, now: number): DeletionJob['status'] {
  const runsAt = Date.parse(day);
  if (now >= runsAt) return 'done';
  return now >= runsAt - FINAL_MS ? 'submitted' : 'staging';
}
