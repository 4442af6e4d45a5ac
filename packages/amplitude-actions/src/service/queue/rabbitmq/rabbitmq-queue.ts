import { type ChannelModel } from 'amqplib';
import { checkMessages } from '../check-messages';
import { type Claim, type Depth, type EventQueue, type NewMessage, type QueueState } from '../event-queue';
import { PARTITIONS } from '../partition-of';
import { QueueUnavailableError } from '../queue-errors';
import { Connection } from './connection';
import { Consumers } from './consumers';
import { declareQueues, toNames } from './names';
import { Packer } from './packer';
import { Publisher } from './publisher';
import { RabbitmqDeadLetters } from './rabbitmq-dead-letters';

export interface RabbitmqQueueOptions {
  /** `amqp://user:password@host:5672`, one or several nodes of one cluster. */
  addresses: readonly string[];
  /** In front of the names of all queues. Another set of limits needs another prefix. */
  prefix?: string;
  partitions?: number;
  /** What each partition may hold. */
  maxBytesPerPartition?: number;
  prefetch?: number;
  /** How often workers look whether they hold their share. */
  tickMs?: number;
}

const MEGABYTE = 1024 ** 2;
const DEFAULTS = {
  prefix: 'events',
  partitions: PARTITIONS,
  maxBytesPerPartition: 1024 * MEGABYTE,
  prefetch: 500,
  tickMs: 5000,
};

/** The queue in RabbitMQ: quorum queues with a single active consumer, for any number of intakes and workers. */
export class RabbitmqQueue implements EventQueue {
  readonly partitions: number;
  readonly dead: RabbitmqDeadLetters;
  readonly #options: Required<RabbitmqQueueOptions>;
  readonly #names: ReturnType<typeof toNames>;
  readonly #publisher = new Publisher();
  readonly #packer: Packer;
  /** A broker that is short of something blocks connections that publish: consuming has one of its own. */
  readonly #publishing: Connection;
  #consuming: Connection | undefined;
  readonly #closing = new AbortController();
  #isReady = false;

  constructor(options: RabbitmqQueueOptions) {
    this.#options = { ...DEFAULTS, ...options };
    this.partitions = this.#options.partitions;
    this.#names = toNames(this.#options.prefix);
    this.#packer = new Packer(this.#publisher, (partition) => this.#names.partition(partition));
    this.#publishing = new Connection(this.#options.addresses, {
      onUp: (connection) => this.#declare(connection),
      onDown: () => {
        this.#isReady = false;
        this.#publisher.use(undefined);
      },
      onBlocked: (isBlocked) => (this.#publisher.isBlocked = isBlocked),
    });
    this.dead = new RabbitmqDeadLetters({
      queue: this.#names.dead,
      lock: this.#names.scan,
      publisher: this.#publisher,
      connection: () => this.#publishing.current,
      append: (messages) => this.append(messages),
    });
  }

  /** Tries to connect once; a broker that is not there yet is tried again by itself. */
  async open(): Promise<this> {
    await this.#publishing.open();
    return this;
  }

  get state(): QueueState {
    if (!this.#isReady) return 'down';
    return this.#publisher.isBlocked ? 'blocked' : 'up';
  }

  async append(messages: readonly NewMessage[]): Promise<void> {
    checkMessages(messages, this.partitions);
    if (!this.#isReady) throw new QueueUnavailableError('There is no connection to the broker.');
    await Promise.all(messages.map((message) => this.#packer.append(message)));
  }

  async *claims({ signal }: { signal: AbortSignal }): AsyncGenerator<Claim> {
    const claims: Claim[] = [];
    let wake: (() => void) | undefined;
    let consumers: Consumers | undefined;
    const { names, options } = { names: this.#names, options: this.#options };
    this.#consuming = new Connection(options.addresses, {
      onUp: async (connection) => {
        await this.#declare(connection);
        consumers = new Consumers(connection, {
          names,
          partitions: this.partitions,
          prefetch: options.prefetch,
          tickMs: options.tickMs,
          bury: (letter) => this.dead.add([letter]),
          onClaim: (claim) => {
            claims.push(claim);
            wake?.();
          },
        });
        await consumers.start();
      },
      onDown: () => consumers?.lose(),
    });
    const end = AbortSignal.any([signal, this.#closing.signal]);
    end.addEventListener('abort', () => wake?.());
    void this.#consuming.open();
    try {
      while (!end.aborted) {
        yield* claims.splice(0);
        if (!end.aborted && claims.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      }
    } finally {
      await consumers?.drain();
      await this.#consuming.close();
    }
  }

  async depth(): Promise<Depth> {
    const channel = await this.#publishing.current?.createChannel();
    if (channel === undefined) throw new QueueUnavailableError('There is no connection to the broker.');
    channel.on('error', () => undefined);
    let messages = 0;
    for (let index = 0; index < this.partitions; index += 1) {
      messages += (await channel.checkQueue(this.#names.partition(index))).messageCount;
    }
    await channel.close();
    return { messages, dead: await this.dead.count() };
  }

  async close(): Promise<void> {
    while (!this.#packer.isIdle && this.#isReady) await new Promise((resolve) => setTimeout(resolve, 10));
    this.#closing.abort();
    await this.#consuming?.close();
    await this.#publishing.close();
  }

  async #declare(connection: ChannelModel): Promise<void> {
    const channel = await connection.createChannel();
    channel.on('error', () => undefined);
    const { maxBytesPerPartition: maxBytes } = this.#options;
    await declareQueues(channel, this.#names, { partitions: this.partitions, maxBytes });
    await channel.close();
    if (connection !== this.#publishing.current) return;
    this.#publisher.use(connection);
    this.#isReady = true;
  }
}
