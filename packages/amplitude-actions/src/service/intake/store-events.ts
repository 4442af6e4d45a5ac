import { LRUCache } from 'lru-cache';
import { type NewDeadLetter } from '../queue/dead-letters';
import { type EventQueue, type NewMessage } from '../queue/event-queue';
import { QueueFullError, QueueUnavailableError } from '../queue/queue-errors';
import { toMessage } from '../queued-event';
import { type BadCall, type ReadCalls } from './read-calls';
import { Refusal } from './refusal';

/** Clients wait 5 to 15 seconds, and lose events when they are refused: so wait for a slow queue, but not for long. */
const HOLD_MS = 3000;
const TRY_AGAIN_MS = 200;
/** Seconds. Clients that end soon lose what they hold back for longer than about 30. */
const RETRY_AFTER = { full: 5, unavailable: 15 };
const KNOWN_IDS = 200_000;
const KNOWN_MS = 10 * 60 * 1000;

export interface StoredEvents {
  stored: number;
  repeated: number;
}

/** Puts the events of requests into the queue, and answers for them only when they are on disk. */
export class EventStore {
  readonly #queue: EventQueue;
  /** Clients send a request again that they have no answer to. */
  readonly #known = new LRUCache<string, true>({ max: KNOWN_IDS, ttl: KNOWN_MS });

  constructor(queue: EventQueue) {
    this.#queue = queue;
  }

  /**
   * Resolves when all good events are durable, and all bad ones are dead letters.
   *
   * @throws {Refusal} 429 when that does not work within three seconds.
   */
  async store(source: string, { good, bad }: ReadCalls): Promise<StoredEvents> {
    const all = good.map((event) => toMessage({ source, event }, this.#queue.partitions));
    const fresh = this.#fresh(all);
    const letters = bad.map((call) => this.#toLetter(source, call));
    await this.#hold(async () => {
      await this.#queue.append(fresh);
      if (letters.length > 0) await this.#queue.dead.add(letters);
    });
    for (const { id } of fresh) this.#known.set(id, true);
    return { stored: fresh.length, repeated: all.length - fresh.length };
  }

  #fresh(messages: readonly NewMessage[]): NewMessage[] {
    const byId = new Map(messages.map((message) => [message.id, message]));
    return [...byId.values()].filter(({ id }) => !this.#known.has(id));
  }

  #toLetter(source: string, { event, code, reason }: BadCall): NewDeadLetter {
    const message = toMessage({ source, event }, this.#queue.partitions);
    return { ...message, status: 400, reason: `${code}: ${reason}` };
  }

  async #hold(write: () => Promise<void>): Promise<void> {
    const deadline = Date.now() + HOLD_MS;
    let last: unknown;
    while (Date.now() < deadline) {
      try {
        await within(write(), deadline - Date.now());
        return;
      } catch (error) {
        if (!(error instanceof QueueFullError || error instanceof QueueUnavailableError)) throw error;
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
    throw toRefusal(last);
  }
}

function toRefusal(error: unknown): Refusal {
  return error instanceof QueueFullError
    ? new Refusal(429, 'queue_full', 'The queue is full: send this again later.', RETRY_AFTER.full)
    : new Refusal(
        429,
        'queue_unavailable',
        'The queue cannot be written: send this again later.',
        RETRY_AFTER.unavailable,
      );
}

/** A write that does not come back is no answer. It may still happen: what is sent again then counts once. */
async function within(write: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new QueueUnavailableError('The queue does not answer.')), ms);
  });
  try {
    await Promise.race([write, late]);
  } finally {
    clearTimeout(timer);
  }
}
