import { checkMessages } from '../check-messages';
import { type Claim, type Depth, type EventQueue, type NewMessage, type QueueState } from '../event-queue';
import { PARTITIONS } from '../partition-of';
import { QueueFullError, QueueUnavailableError } from '../queue-errors';
import { EmbeddedClaim, type ClaimHost } from './embedded-claim';
import { EmbeddedDeadLetters } from './embedded-dead-letters';
import { GroupCommit } from './group-commit';
import { MessageStore } from './message-store';
import { Partition } from './partition';
import { Store } from './store';

export interface EmbeddedQueueOptions {
  partitions?: number;
  /** Events of one partition that may be out at once. */
  window?: number;
  /** What may wait on disk. */
  maxBytes?: number;
  /** Free space below which nothing is taken in. */
  minFreeBytes?: number;
}

const GIGABYTE = 1024 ** 3;
const DEFAULTS = {
  partitions: PARTITIONS,
  window: 5000,
  maxBytes: 10 * GIGABYTE,
  minFreeBytes: GIGABYTE / 2,
};

/** The queue in a directory of this machine (LevelDB): no server, one process. */
export class EmbeddedQueue implements EventQueue {
  readonly partitions: number;
  readonly dead: EmbeddedDeadLetters;
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #messages: MessageStore;
  readonly #options: typeof DEFAULTS;
  /** Wakes who waits for a partition to hold. */
  readonly #free = new Partition();

  /** Use {@link openEmbeddedQueue}, which also reads what is there. */
  constructor(store: Store, options: EmbeddedQueueOptions) {
    this.#store = store;
    this.#options = { ...DEFAULTS, ...options };
    this.partitions = this.#options.partitions;
    this.#commits = new GroupCommit(store);
    this.#messages = new MessageStore(store, this.#commits, this.partitions);
    this.dead = new EmbeddedDeadLetters(store, this.#commits, async (messages, also) => {
      await this.#messages.put(messages, also);
      this.#free.wake();
    });
  }

  async load(): Promise<this> {
    await this.#messages.load();
    await this.dead.load();
    return this;
  }

  get state(): QueueState {
    return this.#store.isDown ? 'down' : 'up';
  }

  async append(messages: readonly NewMessage[]): Promise<void> {
    checkMessages(messages, this.partitions);
    const fresh = this.#messages.fresh(messages);
    if (fresh.length === 0) return;
    const bytes = fresh.reduce((sum, { body }) => sum + body.byteLength, this.#messages.bytes);
    if (bytes > this.#options.maxBytes) {
      throw new QueueFullError(`The queue may hold ${this.#options.maxBytes} bytes.`);
    }
    if (!this.#store.hasSpace) {
      throw new QueueUnavailableError('The disk of the queue is almost full.');
    }
    await this.#messages.put(fresh);
    this.#free.wake();
  }

  async *claims({ signal }: { signal: AbortSignal }): AsyncGenerator<Claim> {
    while (!signal.aborted) {
      const index = this.#messages.partitions.findIndex(({ isHeld, messages }) => !isHeld && messages > 0);
      const state = this.#messages.partitions[index];
      if (state === undefined) {
        await this.#free.change(signal);
        continue;
      }
      state.isHeld = true;
      yield new EmbeddedClaim(index, state, this.#claimHost());
    }
  }

  async depth(): Promise<Depth> {
    const oldest = await this.#messages.oldest();
    return {
      messages: this.#messages.messages,
      bytes: this.#messages.bytes,
      ...(oldest !== undefined && { oldestAgeMs: Math.max(0, Date.now() - oldest) }),
      dead: this.dead.count,
    };
  }

  async close(): Promise<void> {
    await this.#commits.idle();
    await this.#store.close();
  }

  #claimHost(): ClaimHost {
    return {
      store: this.#store,
      window: this.#options.window,
      released: () => this.#free.wake(),
      bury: ({ id, partition, body }, reason, remove) =>
        this.dead.add([{ ...reason, id, partition, body }], [remove]),
      remove: (operations) => this.#messages.remove(operations),
    };
  }
}

/**
 * Opens the queue in a directory, and makes it when there is none.
 *
 * @throws {QueueUnavailableError} when the directory is in use by another process or cannot be opened.
 */
export async function openEmbeddedQueue(
  directory: string,
  options: EmbeddedQueueOptions = {},
): Promise<EmbeddedQueue> {
  const store = await Store.open(directory, options.minFreeBytes ?? DEFAULTS.minFreeBytes);
  return new EmbeddedQueue(store, options).load();
}
