import { type ChannelModel, type ConfirmChannel } from 'amqplib';
import { QueueFullError, QueueUnavailableError } from '../queue-errors';

export interface Outgoing {
  queue: string;
  content: Buffer;
}

/** Longer than a leader's election; the intake waits no longer than this anyway. */
const CONFIRM_MS = 5000;
const NACK_WAIT_MS = 250;
/** A channel that was opened just after a node died may refuse for ever: a new one does not. */
const NACKS_BEFORE_NEW_CHANNEL = 4;

/** Publishes with the broker's confirm, which means: synced to the disks of a majority. */
export class Publisher {
  #connection: ChannelModel | undefined;
  #channel: Promise<ConfirmChannel> | undefined;
  #next = 1;
  /** Messages that no queue took: the broker says so before it confirms them all the same. */
  readonly #returned = new Set<string>();
  isBlocked = false;

  get isUp(): boolean {
    return this.#connection !== undefined;
  }

  use(connection: ChannelModel | undefined): void {
    this.#connection = connection;
    this.#channel = undefined;
    if (connection === undefined) this.isBlocked = false;
  }

  /**
   * Resolves when the message is durable.
   *
   * @throws {QueueFullError} {QueueUnavailableError}
   */
  async publish(outgoing: Outgoing): Promise<void> {
    const deadline = Date.now() + CONFIRM_MS;
    for (let nacks = 0; ; nacks += 1) {
      const left = deadline - Date.now();
      if (left <= 0) throw await this.#whyRefused(outgoing.queue);
      const isTaken = await this.#publishOnce(outgoing, left);
      if (isTaken) return;
      if (nacks % NACKS_BEFORE_NEW_CHANNEL === NACKS_BEFORE_NEW_CHANNEL - 1) await this.#renew();
      await new Promise((resolve) => setTimeout(resolve, NACK_WAIT_MS));
    }
  }

  /** False when the broker refused it. */
  async #publishOnce({ queue, content }: Outgoing, timeoutMs: number): Promise<boolean> {
    if (this.isBlocked) throw new QueueUnavailableError('The broker is short of memory or disk.');
    const channel = await this.#open();
    const messageId = String(this.#next++);
    const options = { persistent: true, mandatory: true, messageId, timestamp: Date.now() };
    const answer = await new Promise<'taken' | 'refused' | 'late' | Error>((resolve) => {
      const timer = setTimeout(() => resolve('late'), timeoutMs);
      const done = (result: 'taken' | 'refused' | Error) => {
        clearTimeout(timer);
        resolve(result);
      };
      try {
        channel.sendToQueue(queue, content, options, (error: unknown) =>
          done(error instanceof Error ? toResult(error) : 'taken'),
        );
      } catch (error) {
        done(error as Error);
      }
    });
    const isStray = this.#returned.delete(messageId);
    if (answer === 'taken' && !isStray) return true;
    if (answer === 'refused') return false;
    throw new QueueUnavailableError(toSentence(answer, isStray, queue));
  }

  #open(): Promise<ConfirmChannel> {
    const connection = this.#connection;
    if (connection === undefined) throw new QueueUnavailableError('There is no connection to the broker.');
    this.#channel ??= connection.createConfirmChannel().then((channel) => {
      const opened = this.#channel;
      channel.on('error', () => undefined);
      channel.on('close', () => {
        if (this.#channel === opened) this.#channel = undefined;
      });
      channel.on('return', ({ properties }) => this.#returned.add(String(properties.messageId)));
      return channel;
    });
    return this.#channel.catch(() => {
      this.#channel = undefined;
      throw new QueueUnavailableError('The broker opens no channel.');
    });
  }

  /** What is open on the old channel fails there, and is tried again on the new one. */
  async #renew(): Promise<void> {
    const old = this.#channel;
    this.#channel = undefined;
    await old?.then((channel) => channel.close()).catch(() => undefined);
  }

  /** A refusal does not say whether the queue is full or has no leader; one without a leader does not answer either. */
  async #whyRefused(queue: string): Promise<Error> {
    try {
      const channel = await this.#connection?.createChannel();
      channel?.on('error', () => undefined);
      const answer = await channel?.checkQueue(queue);
      await channel?.close();
      if (answer !== undefined && answer.messageCount > 0) {
        return new QueueFullError('A partition of the queue holds all that it may.');
      }
    } catch {
      // It says the same below.
    }
    return new QueueUnavailableError('The broker refuses messages: a partition has no leader.');
  }
}

const toResult = (error: Error) => (error.message === 'message nacked' ? 'refused' : error);

function toSentence(answer: 'taken' | 'late' | Error, isStray: boolean, queue: string): string {
  if (isStray) return `The broker has no queue ${queue}.`;
  return answer instanceof Error
    ? `The broker did not confirm (${answer.message}).`
    : `The broker did not confirm within ${CONFIRM_MS / 1000} seconds.`;
}
