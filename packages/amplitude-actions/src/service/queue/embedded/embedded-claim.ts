import { type DeadReason } from '../dead-letters';
import { type Claim, type Message } from '../event-queue';
import { messageKey, messagesFrom, readMessageKey } from './keys';
import { type Partition } from './partition';
import { type Operation, type Store } from './store';
import { readStored } from './stored-message';

/** What a claim asks of its queue. */
export interface ClaimHost {
  store: Store;
  /** Events that may be out at once: what the holder remembers is bounded. */
  window: number;
  bury(message: Message, reason: DeadReason, remove: Operation): Promise<void>;
  remove(operations: Operation[]): Promise<void>;
  released(): void;
}

interface Out {
  sequence: number;
  bytes: number;
}

/** A partition of the embedded queue, held by this process. Nobody can take it away. */
export class EmbeddedClaim implements Claim {
  readonly partition: number;
  readonly lost = new AbortController().signal;
  readonly wanted = new AbortController().signal;
  readonly #state: Partition;
  readonly #host: ClaimHost;
  readonly #out = new Map<Message, Out>();
  #nextSequence: number;
  #isReleased = false;

  constructor(partition: number, state: Partition, host: ClaimHost) {
    this.partition = partition;
    this.#state = state;
    this.#host = host;
    this.#nextSequence = state.cursor;
  }

  async next(max: number, signal: AbortSignal): Promise<Message[]> {
    while (!signal.aborted && !this.#isReleased) {
      const changed = this.#state.change(signal);
      const room = Math.min(max, this.#host.window - this.#out.size);
      const messages = room > 0 ? await this.#read(room) : [];
      if (messages.length > 0) {
        this.#state.wake();
        return messages;
      }
      await changed;
    }
    return [];
  }

  async #read(limit: number): Promise<Message[]> {
    const messages: Message[] = [];
    const range = messagesFrom(this.partition, this.#nextSequence);
    for await (const [key, value] of this.#host.store.read({ ...range, limit })) {
      const { sequence } = readMessageKey(key);
      const message = { ...readStored(value), partition: this.partition };
      this.#nextSequence = sequence + 1;
      this.#out.set(message, { sequence, bytes: value.byteLength });
      messages.push(message);
    }
    return messages;
  }

  async ack(messages: readonly Message[]): Promise<void> {
    const operations = messages.flatMap((message) => this.#take(message));
    if (operations.length > 0) await this.#host.remove(operations);
  }

  async bury(message: Message, reason: DeadReason): Promise<void> {
    const out = this.#out.get(message);
    if (out === undefined) return;
    await this.#host.bury(message, reason, {
      type: 'del',
      key: messageKey(this.partition, out.sequence),
    });
    this.#take(message);
  }

  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#advance();
    this.#state.isHeld = false;
    this.#host.released();
    await Promise.resolve();
  }

  /** Takes a message out of what is out; nothing when it is there no more. */
  #take(message: Message): Operation[] {
    const out = this.#out.get(message);
    if (out === undefined || this.#isReleased) return [];
    this.#out.delete(message);
    this.#state.removed(out.bytes);
    this.#advance();
    this.#state.wake();
    return [{ type: 'del', key: messageKey(this.partition, out.sequence) }];
  }

  /** What was given out first is first in the map. */
  #advance(): void {
    const [oldest] = this.#out.values();
    this.#state.cursor = oldest?.sequence ?? this.#nextSequence;
  }
}
