import { type Channel, type ChannelModel, type ConsumeMessage } from 'amqplib';
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

export interface DeadLetterHost {
  queue: string;
  publisher: Publisher;
  /** For questions that may cost their channel. */
  connection(this: void): ChannelModel | undefined;
  append(this: void, messages: readonly NewMessage[]): Promise<void>;
}

/** Dead letters in a queue of their own. They are looked through by one caller at a time. */
export class RabbitmqDeadLetters implements DeadLetters {
  readonly #host: DeadLetterHost;

  constructor(host: DeadLetterHost) {
    this.#host = host;
  }

  async add(letters: readonly NewDeadLetter[]): Promise<void> {
    const { queue, publisher } = this.#host;
    await Promise.all(
      letters.map((letter) => publisher.publish({ queue, content: writeDeadLetter(letter) })),
    );
  }

  async list({ limit }: { limit: number }): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    await this.#scan((letter) => {
      letters.push(letter);
      return Promise.resolve({ isDone: false, isLast: letters.length >= limit });
    });
    return letters.slice(0, limit);
  }

  async retry(ids: readonly string[]): Promise<number> {
    return this.#take(ids, (letter) => this.#host.append([toRetry(letter)]));
  }

  async delete(ids: readonly string[]): Promise<number> {
    return this.#take(ids, () => Promise.resolve());
  }

  async #take(ids: readonly string[], first: (letter: DeadLetter) => Promise<void>): Promise<number> {
    const wanted = new Set(ids);
    let count = 0;
    await this.#scan(async (letter) => {
      if (!wanted.has(letter.id)) return { isDone: false, isLast: false };
      await first(letter);
      count += 1;
      return { isDone: true, isLast: false };
    });
    return count;
  }

  /** Looks at each letter once, in order; what is done is acknowledged, the rest goes back when the channel closes. */
  async #scan(look: (letter: DeadLetter) => Promise<{ isDone: boolean; isLast: boolean }>): Promise<void> {
    const channel = await this.#host.connection()?.createChannel();
    if (channel === undefined) throw new QueueUnavailableError('There is no connection to the broker.');
    channel.on('error', () => undefined);
    const { messageCount } = await channel.checkQueue(this.#host.queue);
    if (messageCount > 0) {
      for await (const delivery of consume(channel, this.#host.queue, messageCount)) {
        const { isDone, isLast } = await look(readDeadLetter(delivery.content));
        if (isDone) channel.ack(delivery);
        if (isLast) break;
      }
    }
    await channel.close();
  }
}

const MAX_PREFETCH = 65_535;

/** So many messages of a queue, one after the other. */
async function* consume(channel: Channel, queue: string, count: number): AsyncGenerator<ConsumeMessage> {
  const buffer: ConsumeMessage[] = [];
  let wake: (() => void) | undefined;
  await channel.prefetch(Math.min(count, MAX_PREFETCH));
  await channel.consume(queue, (delivery) => {
    if (delivery !== null) buffer.push(delivery);
    wake?.();
  });
  for (let n = 0; n < Math.min(count, MAX_PREFETCH); n += 1) {
    while (buffer.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    const [delivery] = buffer.splice(0, 1);
    if (delivery !== undefined) yield delivery;
  }
}
