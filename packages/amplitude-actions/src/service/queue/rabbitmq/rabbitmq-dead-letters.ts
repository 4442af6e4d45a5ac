import { type ChannelModel } from 'amqplib';
import {
  readDeadLetter,
  toRetry,
  writeDeadLetter,
  type DeadLetter,
  type DeadLetters,
  type NewDeadLetter,
} from '../dead-letters';
import { type NewMessage } from '../event-queue';
import { QueueUnavailableError } from '../queue-errors';
import { type Publisher } from './publisher';
import { ScanLock } from './scan-lock';
import { scanQueue, type Look } from './scan-queue';

export interface DeadLetterHost {
  queue: string;
  /** Name of the queue that only one scan can have; see {@link ScanLock}. */
  lock: string;
  publisher: Publisher;
  connection(this: void): ChannelModel | undefined;
  append(this: void, messages: readonly NewMessage[]): Promise<void>;
}

/** Dead letters in a queue of their own. They are looked through by one caller at a time, of all processes. */
export class RabbitmqDeadLetters implements DeadLetters {
  readonly #host: DeadLetterHost;
  readonly #lock: ScanLock;

  constructor(host: DeadLetterHost) {
    this.#host = host;
    this.#lock = new ScanLock(host.lock);
  }

  async add(letters: readonly NewDeadLetter[]): Promise<void> {
    const { queue, publisher } = this.#host;
    await Promise.all(
      letters.map((letter) => publisher.publish({ queue, content: writeDeadLetter(letter) })),
    );
  }

  async list({ limit }: { limit: number }): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    await this.#scan(limit, (content) => {
      letters.push(readDeadLetter(content));
      return Promise.resolve(false);
    });
    return letters;
  }

  async retry(ids: readonly string[]): Promise<number> {
    return this.#take(ids, (letter) => this.#host.append([toRetry(letter)]));
  }

  async delete(ids: readonly string[]): Promise<number> {
    return this.#take(ids, () => Promise.resolve());
  }

  /** How many there are. A scan of this process is waited for: what it holds is not in the broker's count. */
  async count(): Promise<number> {
    return this.#lock.afterOwn(async () => {
      const channel = await this.#connection().createChannel();
      channel.on('error', () => undefined);
      const { messageCount } = await channel.checkQueue(this.#host.queue);
      await channel.close();
      return messageCount;
    });
  }

  async #take(ids: readonly string[], first: (letter: DeadLetter) => Promise<void>): Promise<number> {
    const wanted = new Set(ids);
    let count = 0;
    await this.#scan(Infinity, async (content) => {
      const letter = readDeadLetter(content);
      if (!wanted.has(letter.id)) return false;
      await first(letter);
      count += 1;
      return true;
    });
    return count;
  }

  async #scan(limit: number, look: Look): Promise<void> {
    const connection = this.#connection();
    await this.#lock.hold(connection, () => scanQueue(connection, this.#host.queue, limit, look));
  }

  #connection(): ChannelModel {
    const connection = this.#host.connection();
    if (connection === undefined) throw new QueueUnavailableError('There is no connection to the broker.');
    return connection;
  }
}
