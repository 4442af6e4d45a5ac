import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { Backlog } from './backlog';
import { type Batch } from './batch';
import { Batcher, LINGER_MS } from './batcher';
import { Job, type SendItem } from './job';
import { JobOrder } from './job-order';
import { toOrderKeys } from './order-keys';
import { Pace } from './pace';
import { Parking } from './parking';
import { toBackoffMs } from './retry-waits';
import { type SenderOptions } from './sender-options';
import { groupThrottled, sortAnswers, type SortedAnswers } from './sort-answers';
import { StallWatch } from './stall-watch';

/**
 * Delivers a stream of events with several calls in flight, each user's in order, and tries again what may yet succeed.
 * `add` what was read, wait for `room` between, then `finish`. Files and queues use it alike.
 */
export class Sender<Item extends SendItem = SendItem> {
  readonly #backlog: Backlog;
  readonly #order = new JobOrder<Item>();
  readonly #pace = new Pace();
  readonly #batcher: Batcher<Item>;
  readonly #parking: Parking<Item>;
  readonly #stall: StallWatch;
  readonly #options: SenderOptions<Item>;
  #inFlight = 0;
  #isReading = true;
  #isStopped = false;
  #hasGivenUp = false;
  #lastReason: string | undefined;
  #failure: Error | undefined;
  #linger: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  constructor(options: SenderOptions<Item>) {
    this.#options = options;
    this.#backlog = new Backlog(options);
    this.#parking = new Parking((jobs) => {
      for (const job of jobs) this.#batcher.place(job);
      this.#pump();
    });
    this.#batcher = new Batcher(options.batchSize, this.#pace, (job, readyAt) =>
      this.#parking.park([job], readyAt - Date.now()),
    );
    this.#stall = new StallWatch(options.giveUpAfterMs);
  }

  add(item: Item): void {
    this.#backlog.add(item);
    const job = new Job(item, toOrderKeys(item.event));
    this.#order.add(job);
    this.#batcher.place(job);
    this.#pump();
  }

  get hasRoom(): boolean {
    return this.#isStopped || !this.#backlog.isFull;
  }

  /** Resolves when more may be added, at once while there is room; after `stop`, at once. */
  async room(): Promise<void> {
    await this.#until(() => this.hasRoom);
  }

  /** Resolves when everything added has its final answer, or after `stop` when the calls in flight have ended. */
  async finish(): Promise<void> {
    await this.#until(() => this.#backlog.isEmpty);
    await this.#until(() => this.#inFlight === 0);
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Sends nothing more; what is in flight is still waited for. */
  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#parking.close();
    clearTimeout(this.#linger);
    this.#options.onStop?.();
    this.#wake?.();
  }

  /** Stops for a reason that `finish` then throws; the first one counts. */
  fail(error: Error): void {
    this.#failure ??= error;
    this.stop();
  }

  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Stopped by itself, since nothing got through. */
  get hasGivenUp(): boolean {
    return this.#hasGivenUp;
  }

  /** Why something was last put off. */
  get lastReason(): string | undefined {
    return this.#lastReason;
  }

  async #until(isDone: () => boolean): Promise<void> {
    while (!isDone() && !(this.#isStopped && this.#inFlight === 0)) {
      this.#isReading = false;
      this.#pump();
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    this.#isReading = true;
  }

  #pump(): void {
    while (!this.#isStopped && this.#inFlight < this.#options.concurrency) {
      const batch = this.#batcher.take(!this.#isReading);
      if (batch === undefined) break;
      this.#inFlight += 1;
      batch.markSent();
      this.#options.onSent?.({ again: batch.jobs.filter(({ attempts }) => attempts > 0).length });
      void this.#send(batch);
    }
    if (this.#isReading && !this.#isStopped && !this.#batcher.isEmpty) this.#armLinger();
  }

  /** Standard input may pause for hours: what it gave before must not wait for the batch to fill. */
  #armLinger(): void {
    if (this.#linger !== undefined) return;
    this.#linger = setTimeout(() => {
      this.#linger = undefined;
      this.#pump();
    }, LINGER_MS);
  }

  async #send(batch: Batch<Item>): Promise<void> {
    try {
      this.#read(batch, await this.#options.deliver(batch.jobs.map(({ item }) => item)));
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)));
    }
    this.#inFlight -= 1;
    this.#pump();
    this.#wake?.();
  }

  #read(batch: Batch<Item>, answers: readonly EventAnswer[]): void {
    const sorted = sortAnswers(batch, answers);
    this.#pace.answered(batch);
    for (const [job, answer] of sorted.final) this.#settle(job, answer);
    this.#retryThrottled(sorted);
    this.#retryFailed(sorted);
    const retried = sorted.throttled.length + sorted.failed.length;
    this.#lastReason = sorted.reason ?? this.#lastReason;
    this.#options.onAnswered({ retried, reason: sorted.reason });
    if (this.#stall.hasStalled(retried < batch.jobs.length)) {
      this.#hasGivenUp = true;
      this.stop();
    }
  }

  #retryThrottled({ throttled }: SortedAnswers<Item>): void {
    for (const { subscription, cause, jobs } of groupThrottled(throttled)) {
      const { restMs, perSecond } = this.#options.toThrottleRule(subscription, cause);
      const keys = new Set(jobs.flatMap((job) => job.keys));
      this.#pace.throttle(keys, perSecond, Date.now() + restMs);
      this.#parking.park(jobs, restMs);
      this.#options.onThrottled?.(jobs.map(({ item }) => item));
    }
  }

  #retryFailed({ failed, rateLimited }: SortedAnswers<Item>): void {
    if (failed.length === 0) return;
    const restMs =
      rateLimited === undefined ? 0 : this.#options.toThrottleRule(rateLimited, 'project').restMs;
    const attempts = Math.max(...failed.map((job) => job.attempts));
    this.#parking.park(failed, Math.max(restMs, toBackoffMs(attempts)));
  }

  #settle(job: Job<Item>, answer: EventAnswer): void {
    job.moveTo('done');
    this.#backlog.remove(job.item);
    this.#options.onSettled(job.item, answer, job.failures);
    for (const freed of this.#order.finish(job)) this.#batcher.place(freed);
  }
}
