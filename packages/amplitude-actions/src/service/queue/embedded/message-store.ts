import { LRUCache } from 'lru-cache';
import { type NewMessage } from '../event-queue';
import { QueueUnavailableError } from '../queue-errors';
import { type GroupCommit } from './group-commit';
import { ALL_MESSAGES, messageKey, messagesFrom, readMessageKey } from './keys';
import { Partition } from './partition';
import { type Operation, type Store } from './store';
import { readStored, writeStored } from './stored-message';

/** Ids that are known to be stored, so that a request sent again is not stored again. */
const KNOWN_IDS = 200_000;

/** The messages on disk, and what memory knows of each partition. */
export class MessageStore {
  readonly partitions: readonly Partition[];
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #known = new LRUCache<string, true>({ max: KNOWN_IDS });
  /** Deletes that the disk refused. */
  #unremoved: Operation[] = [];
  #nextSequence = 1;
  #bytesBeingWritten = 0;

  constructor(store: Store, commits: GroupCommit, partitions: number) {
    this.#store = store;
    this.#commits = commits;
    this.partitions = Array.from({ length: partitions }, () => new Partition());
  }

  get messages(): number {
    return this.partitions.reduce((sum, { messages }) => sum + messages, 0);
  }

  /** With what is being written, so that many appends at once do not all fit under a limit. */
  get bytes(): number {
    return this.partitions.reduce((sum, { bytes }) => sum + bytes, this.#bytesBeingWritten);
  }

  /** Those that are not stored yet, each once. */
  fresh(messages: readonly NewMessage[]): NewMessage[] {
    const byId = new Map<string, NewMessage>();
    for (const message of messages) {
      if (!this.#known.has(message.id) && !byId.has(message.id)) byId.set(message.id, message);
    }
    return [...byId.values()];
  }

  /** What an earlier run left. */
  async load(): Promise<void> {
    for await (const [key, value] of this.#store.read(ALL_MESSAGES)) {
      const { partition, sequence } = readMessageKey(key);
      const state = this.partitions[partition];
      if (state === undefined) {
        throw new QueueUnavailableError(
          `The queue in ${this.#store.directory} has more than ${this.partitions.length} partitions.`,
        );
      }
      if (state.messages === 0) state.cursor = sequence;
      state.added(value.byteLength);
      this.#known.set(readStored(value).id, true);
      this.#nextSequence = Math.max(this.#nextSequence, sequence + 1);
    }
  }

  /** Stores the messages, and does `also` in the same write. Resolves when all of it is on disk. */
  async put(messages: readonly NewMessage[], also: Operation[] = []): Promise<void> {
    const appendedAt = Date.now();
    const puts = messages.map(({ id, partition, body }) => ({
      partition,
      put: {
        type: 'put' as const,
        key: messageKey(partition, this.#nextSequence++),
        value: writeStored({ id, appendedAt, body }),
      },
    }));
    const bytes = puts.reduce((sum, { put }) => sum + put.value.byteLength, 0);
    for (const { id } of messages) this.#known.set(id, true);
    this.#bytesBeingWritten += bytes;
    try {
      await this.#commits.write([...puts.map(({ put }) => put), ...also]);
    } catch (error) {
      for (const { id } of messages) this.#known.delete(id);
      throw error;
    } finally {
      this.#bytesBeingWritten -= bytes;
    }
    for (const { partition, put } of puts) this.partitions[partition]?.added(put.value.byteLength);
    for (const { partition } of puts) this.partitions[partition]?.wake();
  }

  /** Not synced: a delete that a crash undoes is an event sent twice, which Amplitude counts once. */
  async remove(operations: Operation[]): Promise<void> {
    const all = [...this.#unremoved, ...operations];
    this.#unremoved = [];
    try {
      await this.#store.write(all, { sync: false });
    } catch {
      this.#unremoved = all;
    }
  }

  /** When the oldest message that waits was appended. */
  async oldest(): Promise<number | undefined> {
    const waiting = this.partitions.flatMap(({ messages }, index) => (messages > 0 ? [index] : []));
    const heads: number[] = [];
    for (const index of waiting) heads.push(...(await this.#headOf(index)));
    return heads.length > 0 ? Math.min(...heads) : undefined;
  }

  async #headOf(partition: number): Promise<number[]> {
    const { cursor = 0 } = this.partitions[partition] ?? {};
    for await (const [, value] of this.#store.read({ ...messagesFrom(partition, cursor), limit: 1 })) {
      return [readStored(value).appendedAt];
    }
    return [];
  }
}
