import { setMaxListeners } from 'node:events';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { type Claim, type Message } from '../queue/event-queue';
import { readQueuedEvent, userOf, type QueuedEvent } from '../queued-event';
import { HeldPartition } from './held-partition';
import { SourceLane } from './source-lane';
import { type WorkHost } from './work-host';

const AT_ONCE = 500;

/** Takes events out of the queue and delivers them, until it is told to stop. */
export class Worker {
  readonly #host: WorkHost;
  readonly #lanes = new Map<string, SourceLane>();

  constructor(host: WorkHost) {
    this.#host = host;
  }

  /** Resolves after the signal, when what was on its way has its answer and every partition is given back. */
  async run(signal: AbortSignal): Promise<void> {
    // Each partition that is held listens to it.
    setMaxListeners(0, signal);
    const running = new Set<Promise<void>>();
    for await (const claim of this.#host.queue.claims({ signal })) {
      const work = this.#work(claim, signal).finally(() => running.delete(work));
      running.add(work);
      if (signal.aborted) break;
    }
    await Promise.all(running);
    for (const lane of this.#lanes.values()) lane.stop();
  }

  async #work(claim: Claim, signal: AbortSignal): Promise<void> {
    const held = new HeldPartition(claim);
    const stop = AbortSignal.any([signal, claim.lost, claim.wanted]);
    const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve()));
    this.#host.metrics.held.inc();
    try {
      while (!stop.aborted) {
        for (const message of await claim.next(AT_ONCE, stop)) {
          if (stop.aborted) break;
          // With Amplitude away there may never be room, and the process is to end all the same.
          await Promise.race([this.#take(message, held), stopped]);
        }
      }
    } catch (error) {
      this.#host.logger.error({ err: error, partition: claim.partition }, 'a partition failed');
    } finally {
      await held.release();
      this.#host.metrics.held.dec();
    }
  }

  async #take(message: Message, held: HeldPartition): Promise<void> {
    const queued = read(message);
    if (queued === undefined)
      return held.bury(message, { reason: 'It is not an event of this service.', status: 400 });
    const lane = this.#laneOf(queued.source);
    if (lane === undefined) {
      const reason = `The configuration has no source ${queued.source}: add it and retry.`;
      return held.bury(message, { reason, status: 401 });
    }
    const { event, subscriptions } = queued;
    const user = userOf(event);
    await lane.add({ message, held, event, subscriptions, user, bytes: message.body.byteLength });
  }

  #laneOf(id: string): SourceLane | undefined {
    const source = this.#host.sources.ofId(id);
    if (source === undefined) return undefined;
    const lane = this.#lanes.get(id) ?? new SourceLane(source, this.#host);
    lane.use(source);
    this.#lanes.set(id, lane);
    return lane;
  }
}

function read({ body }: Message): QueuedEvent | undefined {
  try {
    const queued = readQueuedEvent(body);
    return isJsonObject(queued.event) && typeof queued.source === 'string' ? queued : undefined;
  } catch {
    return undefined;
  }
}
