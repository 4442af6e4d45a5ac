import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { type EventQueue } from './queue/event-queue';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];

/** What a process of the service tells of itself, for Prometheus. No label holds a key or an id of a user. */
export class Metrics {
  readonly registry = new Registry();
  readonly received = this.#counter('received_total', 'Events in requests, by what became of them', [
    'result',
  ]);
  readonly requests = this.#counter('requests_total', 'Requests of the tracking API, by status', ['status']);
  readonly requestSeconds = this.#histogram(
    'request_seconds',
    'Time to answer a request of the tracking API',
  );
  readonly outcomes = this.#counter('events_total', 'Events with a final answer', ['outcome']);
  readonly rejected = this.#counter('rejected_total', 'Events put into the dead letters, by status', [
    'status',
  ]);
  readonly retried = this.#counter('retried_total', 'Events that Amplitude did not take yet', []);
  readonly notices = this.#counter('notices_total', 'Values of events that were not sent as given', [
    'notice',
  ]);
  readonly latency = this.#histogram('delivery_seconds', 'From the arrival of an event to its final answer');
  readonly held = this.#gauge('partitions_held', 'Partitions that this process holds');

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /** Asks the queue each time that somebody asks for the metrics. */
  watch(queue: EventQueue): void {
    const depth = this.#gauge('queue_messages', 'Messages that wait');
    const age = this.#gauge(
      'queue_oldest_seconds',
      'Age of the oldest message that waits, where it is known',
    );
    const dead = this.#gauge('queue_dead', 'Dead letters');
    new Gauge({
      name: 'amplitude_actions_queue_up',
      help: 'Whether the queue can be written',
      registers: [this.registry],
      async collect() {
        this.set(queue.state === 'up' ? 1 : 0);
        const now = await queue.depth().catch(() => undefined);
        if (now === undefined) return;
        depth.set(now.messages);
        dead.set(now.dead);
        age.set((now.oldestAgeMs ?? 0) / 1000);
      },
    });
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name: `amplitude_actions_${name}`, help, labelNames, registers: [this.registry] });
  }

  #gauge(name: string, help: string): Gauge {
    return new Gauge({ name: `amplitude_actions_${name}`, help, registers: [this.registry] });
  }

  #histogram(name: string, help: string): Histogram {
    return new Histogram({
      name: `amplitude_actions_${name}`,
      help,
      buckets: SECONDS,
      registers: [this.registry],
    });
  }
}
