import { type Channel, type ConsumeMessage } from 'amqplib';
import { type DeadReason, type NewDeadLetter } from '../dead-letters';
import { type Claim, type Message } from '../event-queue';
import { readFrame } from './frame';

/** A broker's message, and how many of its events are not done. */
interface Delivery {
  delivery: ConsumeMessage;
  left: number;
}

export interface ClaimOptions {
  partition: number;
  channel: Channel;
  /** False when this process was away too long to be sure of anything. */
  isAwake(this: void): boolean;
  bury(this: void, letter: NewDeadLetter): Promise<void>;
  onReleased(this: void): void;
}

/** A partition that the broker gave to this worker with its first message, until its channel ends. */
export class RabbitmqClaim implements Claim {
  readonly partition: number;
  readonly #options: ClaimOptions;
  readonly #lost = new AbortController();
  readonly #wanted = new AbortController();
  readonly #buffer: Message[] = [];
  readonly #out = new Map<Message, Delivery>();
  #wake: (() => void) | undefined;
  #isReleased = false;

  constructor(options: ClaimOptions) {
    this.#options = options;
    this.partition = options.partition;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get wanted(): AbortSignal {
    return this.#wanted.signal;
  }

  receive(delivery: ConsumeMessage): void {
    const { partition } = this;
    const appendedAt = Number(delivery.properties.timestamp);
    const events = readFrame(delivery.content);
    const shared = { delivery, left: events.length };
    for (const { id, body } of events) {
      const message = { id, partition, body, appendedAt };
      this.#out.set(message, shared);
      this.#buffer.push(message);
    }
    this.#wake?.();
  }

  /** The channel or the connection is gone, or the process slept: whoever works on this stops. */
  lose(): void {
    this.#lost.abort();
    this.#buffer.length = 0;
    this.#wake?.();
  }

  want(): void {
    this.#wanted.abort();
  }

  async next(max: number, signal: AbortSignal): Promise<Message[]> {
    while (this.#isOurs && !signal.aborted) {
      if (this.#buffer.length > 0) return this.#buffer.splice(0, max);
      await this.#change(signal);
    }
    return [];
  }

  ack(messages: readonly Message[]): Promise<void> {
    for (const message of messages) this.#done(message);
    return Promise.resolve();
  }

  async bury(message: Message, reason: DeadReason): Promise<void> {
    if (!this.#out.has(message) || !this.#isOurs) return;
    const { id, partition, body } = message;
    await this.#options.bury({ ...reason, id, partition, body });
    this.#done(message);
  }

  /** By closing the channel, in one step: after a `cancel` or a `nack` the next holder would overtake what comes back. */
  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#wake?.();
    if (!this.#lost.signal.aborted) await this.#options.channel.close().catch(() => undefined);
    this.#options.onReleased();
  }

  get #isOurs(): boolean {
    if (!this.#options.isAwake()) this.lose();
    return !this.#isReleased && !this.#lost.signal.aborted;
  }

  #done(message: Message): void {
    const entry = this.#out.get(message);
    if (entry === undefined || !this.#isOurs) return;
    this.#out.delete(message);
    entry.left -= 1;
    if (entry.left === 0) this.#options.channel.ack(entry.delivery);
  }

  async #change(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done, { once: true });
    });
  }
}
