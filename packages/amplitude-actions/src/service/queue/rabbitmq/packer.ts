import { type NewMessage } from '../event-queue';
import { writeFrame } from './frame';
import { type Publisher } from './publisher';

interface Waiting {
  message: NewMessage;
  resolve(this: void): void;
  reject(this: void, error: unknown): void;
}

/** Measured: more in flight gains nothing, and makes the slowest slower. */
const IN_FLIGHT = 64;
const MAX_EVENTS = 20;
const MAX_BYTES = 16_000;

/**
 * Puts events that wait for the same partition into one message while others are on their way. One partition has one
 * message on its way at a time, so that its order is that of the appends.
 */
export class Packer {
  readonly #publisher: Publisher;
  readonly #nameOf: (partition: number) => string;
  readonly #waiting = new Map<number, Waiting[]>();
  readonly #busy = new Set<number>();

  constructor(publisher: Publisher, nameOf: (partition: number) => string) {
    this.#publisher = publisher;
    this.#nameOf = nameOf;
  }

  /** Resolves when the event is durable. */
  append(message: NewMessage): Promise<void> {
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(message.partition);
      const entry = { message, resolve, reject };
      if (waiting === undefined) this.#waiting.set(message.partition, [entry]);
      else waiting.push(entry);
      this.#pump();
    });
  }

  get isIdle(): boolean {
    return this.#waiting.size === 0 && this.#busy.size === 0;
  }

  #pump(): void {
    for (const partition of this.#waiting.keys()) {
      if (this.#busy.size >= IN_FLIGHT) return;
      if (!this.#busy.has(partition)) void this.#send(partition);
    }
  }

  async #send(partition: number): Promise<void> {
    this.#busy.add(partition);
    // What comes in this turn of the event loop goes along.
    await Promise.resolve();
    const events = this.#take(partition);
    try {
      const content = writeFrame(events.map(({ message }) => message));
      await this.#publisher.publish({ queue: this.#nameOf(partition), content });
      for (const { resolve } of events) resolve();
    } catch (error) {
      // What waits behind it must not overtake it: who is refused sends all of it again.
      for (const { reject } of [...events, ...(this.#waiting.get(partition) ?? [])]) reject(error);
      this.#waiting.delete(partition);
    }
    this.#busy.delete(partition);
    this.#pump();
  }

  #take(partition: number): Waiting[] {
    const waiting = this.#waiting.get(partition) ?? [];
    let bytes = 0;
    const over = waiting.findIndex(({ message }, index) => {
      bytes += message.body.byteLength;
      return index > 0 && (index >= MAX_EVENTS || bytes > MAX_BYTES);
    });
    const taken = waiting.splice(0, over === -1 ? waiting.length : over);
    if (waiting.length === 0) this.#waiting.delete(partition);
    return taken;
  }
}
