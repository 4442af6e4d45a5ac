import type { Subscription } from '../subscriptions/subscription';
import { Backlog } from './backlog';
import { Batcher, LINGER_MS } from './batcher';
import { toJob, type Batch, type Job, type PendingEvent } from './job';
import { JobOrder } from './job-order';
import { toOrderKeys } from './order-keys';
import { Pace } from './pace';
import { Parking } from './parking';
import { toBackoffMs, toThrottleRule, type ThrottleRule } from './retry-waits';
import { sortAnswers, type Answer } from './sort-answers';
import { StallWatch } from './stall-watch';

export interface SenderOptions {
  /** One call of the destination: an answer per job, in order. A rejection ends the run. */
  deliver(this: void, batch: Batch): Promise<Answer[]>;
  /** Every subscription of the event has its final answer. */
  onSettled(this: void, pending: PendingEvent): void;
  /** A call was answered and its final answers were handed over. */
  onAnswered(this: void, answered: { retried: number; reason?: string }): void;
  /** Nothing more will be sent. */
  onStop?(this: void): void;
  /** Calls in flight at once. */
  concurrency: number;
  /** Events per call. */
  batchSize: number;
  /** Rest of a throttled id in ms, in place of the documented one. */
  throttleRestMs?: number;
  /** Stop when nothing got a final answer for so long. */
  giveUpAfterMs: number;
}

/**
 * Delivers events with several calls in flight, each user's in order, and tries again what may yet succeed.
 * `add` what was read, wait for `room` between, then `finish`.
 */
export class Sender {
  readonly #backlog: Backlog;
  readonly #order = new JobOrder();
  readonly #pace = new Pace();
  readonly #batcher: Batcher;
  readonly #parking: Parking;
  readonly #stall: StallWatch;
  #inFlight = 0;
  #isReading = true;
  #isStopped = false;
  #hasGivenUp = false;
  #lastReason: string | undefined;
  #failure: Error | undefined;
  #linger: NodeJS.Timeout | undefined;
  #wake: (() => void) | undefined;

  readonly #options: SenderOptions;

  constructor(options: SenderOptions) {
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

  add(pending: PendingEvent, subscriptions: readonly Subscription[]): void {
    this.#backlog.add(pending);
    const keys = toOrderKeys(pending.event);
    for (const subscription of subscriptions) {
      const job = toJob(pending, subscription, keys);
      this.#order.add(job);
      this.#batcher.place(job);
    }
    this.#pump();
  }

  /** Resolves when more may be added, at once while there is room; after `stop`, at once. */
  async room(): Promise<void> {
    await this.#until(() => !this.#backlog.isFull);
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

  async #send(batch: Batch): Promise<void> {
    try {
      this.#read(batch, await this.#options.deliver(batch));
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
    this.#inFlight -= 1;
    this.#pump();
    this.#wake?.();
  }

  #read(batch: Batch, answers: Answer[]): void {
    const { final, throttled, failed, isRateLimited, reason } = sortAnswers(batch, answers);
    const rule = toThrottleRule(batch.subscription, this.#options.throttleRestMs);
    this.#pace.answered(batch);
    for (const [job, answer] of final) this.#settle(job, answer);
    this.#retryThrottled(throttled, rule);
    if (failed.length > 0) {
      const restMs = isRateLimited ? rule.restMs : 0;
      this.#parking.park(failed, Math.max(restMs, toBackoffMs(mostAttempts(failed))));
    }
    const retried = throttled.length + failed.length;
    this.#lastReason = reason ?? this.#lastReason;
    this.#options.onAnswered({ retried, reason });
    if (this.#stall.hasStalled(retried < batch.jobs.length)) {
      this.#hasGivenUp = true;
      this.stop();
    }
  }

  #retryThrottled(jobs: Job[], { restMs, perSecond }: ThrottleRule): void {
    if (jobs.length === 0) return;
    this.#pace.throttle(new Set(jobs.flatMap(({ keys }) => keys)), perSecond, Date.now() + restMs);
    this.#parking.park(jobs, restMs);
  }

  #settle(job: Job, { status, reason }: Answer): void {
    const { pending } = job;
    if (status >= 300) {
      pending.failures.push({
        subscription: job.subscription.name,
        status,
        reason: reason ?? `status ${status}`,
      });
    }
    pending.open -= 1;
    if (pending.open === 0) {
      this.#backlog.remove(pending);
      this.#options.onSettled(pending);
    }
    for (const freed of this.#order.finish(job)) this.#batcher.place(freed);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    this.stop();
  }
}

const mostAttempts = (jobs: readonly Job[]): number => Math.max(...jobs.map(({ attempts }) => attempts));
