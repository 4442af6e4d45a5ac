import { type Job, type SendItem } from './job';

/** Jobs that go to Amplitude in one call. */
export class Batch<Item extends SendItem = SendItem> {
  readonly jobs: Job<Item>[] = [];
  readonly openedAt: number;
  /** Jobs in it by key, kept for keys that Amplitude throttled. */
  readonly paced = new Map<string, number>();

  constructor(openedAt: number) {
    this.openedAt = openedAt;
  }

  add(job: Job<Item>): void {
    job.moveTo('placed');
    job.batch = this;
    this.jobs.push(job);
  }

  /** Its jobs are in a call from now on. */
  markSent(): void {
    for (const job of this.jobs) job.moveTo('sent');
  }
}
