import {
  createRuntime,
  presetSubscriptions,
  type EventAnswer,
  type Runtime,
} from 'segment-actions-amplitude/runtime';
import { toThrottleRule } from '../../sender/retry-waits';
import { Sender } from '../../sender/sender';
import { type Failure, type SendItem } from '../../sender/job';
import { type Source } from '../config/source';
import { type Message } from '../queue/event-queue';
import { type HeldPartition } from './held-partition';
import { HotUsers } from './hot-users';
import { type WorkHost } from './work-host';

/** A message on its way to Amplitude. */
export interface WorkItem extends SendItem {
  message: Message;
  held: HeldPartition;
  /** The same for all events whose order is kept. */
  user: string;
}

const UNAUTHORIZED = 401;
const PASSES_LATER = 503;
const NOT_SENT: EventAnswer = { outcome: 'unmatched', deliveries: [], notices: [] };

/** One source's way to Amplitude: its events in the order of each user, what failed again, what is throttled slowly. */
export class SourceLane {
  readonly #host: WorkHost;
  readonly #sender: Sender<WorkItem>;
  readonly #hotUsers: HotUsers<WorkItem>;
  #adding = Promise.resolve();
  #source: Source;
  #runtime: Runtime;

  constructor(source: Source, host: WorkHost) {
    this.#host = host;
    this.#source = source;
    this.#runtime = this.#toRuntime();
    this.#hotUsers = new HotUsers(host.batchSize);
    this.#sender = new Sender<WorkItem>({
      deliver: (items) => this.#deliver(items),
      onSettled: (item, answer, failures) => this.#settle(item, answer, failures),
      onAnswered: ({ retried, reason }) => {
        this.#host.metrics.retried.inc(retried);
        if (retried > 0)
          this.#host.logger.warn({ source: this.#source.id, retried, reason }, 'to be tried again');
      },
      onThrottled: (items) => {
        for (const { user } of items) this.#hotUsers.throttled(user);
      },
      toThrottleRule: (name, cause) =>
        toThrottleRule(
          this.#subscriptions.find((entry) => entry.name === name) ?? { partnerAction: 'logEventV2' },
          cause,
        ),
      concurrency: host.concurrency,
      batchSize: host.batchSize,
      giveUpAfterMs: Infinity,
    });
  }

  /** After the configuration was read again. */
  use(source: Source): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#runtime = this.#toRuntime();
  }

  /** Resolves when there was room for it. The sender has one reader, and here are many partitions: they take turns. */
  add(item: WorkItem): Promise<void> {
    this.#adding = this.#adding.then(async () => {
      if (this.#hotUsers.keeps(item)) return;
      await this.#sender.room();
      this.#send(item);
    });
    return this.#adding;
  }

  stop(): void {
    this.#sender.stop();
  }

  /** What is not ours any more is left out, and so is what waits behind it. */
  #send(item: WorkItem): void {
    let next: WorkItem | undefined = item;
    while (next !== undefined && !next.held.isOpen) next = this.#hotUsers.settled(next);
    if (next !== undefined) this.#sender.add(next);
  }

  get #subscriptions() {
    return this.#source.subscriptions ?? presetSubscriptions();
  }

  #toRuntime(): Runtime {
    const { settings, subscriptions, integrationNames } = this.#source;
    return createRuntime({ settings, subscriptions, integrationNames, baseUrl: this.#host.baseUrl });
  }

  /** Events of a partition that is not ours any more are left out: its next holder sends them. */
  async #deliver(items: readonly WorkItem[]): Promise<EventAnswer[]> {
    const due = items.filter(({ held }) => held.isOpen);
    for (const { held } of due) held.sent();
    const answers = await this.#runtime.deliver(
      due.map(({ event, subscriptions }) => ({ event, subscriptions })),
    );
    // The sender reads the answers in the meantime: only then is it done with them.
    setImmediate(() => {
      for (const { held } of due) held.landed();
    });
    const byItem = new Map(due.map((item, index) => [item, answers[index] ?? NOT_SENT]));
    return items.map((item) => this.#withKeyProblem(byItem.get(item) ?? NOT_SENT));
  }

  /** A key that Amplitude refuses is no fault of the events: they wait until the configuration has the right one. */
  #withKeyProblem(answer: EventAnswer): EventAnswer {
    if (answer.deliveries.every(({ status }) => status !== UNAUTHORIZED)) return answer;
    this.#host.logger.error({ source: this.#source.id }, 'Amplitude refuses the API key of this source');
    const deliveries = answer.deliveries.map((each) =>
      each.status === UNAUTHORIZED ? { ...each, status: PASSES_LATER } : each,
    );
    return { ...answer, outcome: 'retry', deliveries };
  }

  #settle(item: WorkItem, answer: EventAnswer, failures: readonly Failure[]): void {
    const { message, held } = item;
    const next = this.#hotUsers.settled(item);
    if (next !== undefined) this.#send(next);
    if (!held.claim.lost.aborted && answer !== NOT_SENT) {
      this.#count(message, answer);
      if (answer.outcome === 'rejected' || failures.length > 0) this.#bury(message, held, answer, failures);
      else held.ack(message);
    }
  }

  #count({ appendedAt }: Message, { outcome, notices }: EventAnswer): void {
    const { metrics } = this.#host;
    metrics.outcomes.inc({ outcome });
    metrics.latency.observe((Date.now() - appendedAt) / 1000);
    for (const { name } of notices) metrics.notices.inc({ notice: name });
  }

  #bury(message: Message, held: HeldPartition, answer: EventAnswer, failures: readonly Failure[]): void {
    const [first] = failures;
    const { metrics, logger } = this.#host;
    const reason = first?.reason ?? answer.reason ?? 'It was refused.';
    const status = first?.status ?? 400;
    metrics.rejected.inc({ status });
    logger.warn({ source: this.#source.id, status, reason }, 'dead letter');
    held.bury(message, {
      reason,
      status,
      ...(failures.length > 0 && { subscriptions: failures.map(({ subscription }) => subscription) }),
    });
  }
}
