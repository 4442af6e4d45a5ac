import { type Channel, type ChannelModel } from 'amqplib';
import { QueueUnavailableError } from '../queue-errors';
import { Turns } from '../turns';

const TRY_AGAIN_MS = 200;
/** Longer than a scan of the most that one scan can see. */
const GIVE_UP_MS = 30_000;

/**
 * One scan at a time, of all processes: what a scan holds is invisible to every other. An exclusive queue is a lock: only
 * the connection that declared it may name it (AMQP 0-9-1, `queue.declare`), and it is gone with that connection.
 */
export class ScanLock {
  readonly #queue: string;
  readonly #own = new Turns();

  constructor(queue: string) {
    this.#queue = queue;
  }

  /** Runs the work when no scan of this process is on its way. */
  afterOwn<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#own.take(work);
  }

  /** @throws {QueueUnavailableError} when another process does not come to its end. */
  hold<Result>(connection: ChannelModel, work: () => Promise<Result>): Promise<Result> {
    return this.afterOwn(async () => {
      const channel = await this.#acquire(connection);
      try {
        return await work();
      } finally {
        await channel.deleteQueue(this.#queue).catch(() => undefined);
        await channel.close().catch(() => undefined);
      }
    });
  }

  async #acquire(connection: ChannelModel): Promise<Channel> {
    const deadline = Date.now() + GIVE_UP_MS;
    for (;;) {
      const channel = await connection.createChannel();
      // A refusal closes the channel.
      channel.on('error', () => undefined);
      const isOurs = await channel.assertQueue(this.#queue, { exclusive: true, durable: false }).then(
        () => true,
        () => false,
      );
      if (isOurs) return channel;
      if (Date.now() >= deadline) {
        throw new QueueUnavailableError('Another process looks through the dead letters: try again later.');
      }
      await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    }
  }
}
