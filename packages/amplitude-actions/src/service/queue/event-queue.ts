import { type DeadLetters, type DeadReason } from './dead-letters';
import { type Message, type NewMessage } from './message';

export { type Message, type NewMessage };

export interface Depth {
  /** Events that wait. RabbitMQ counts its own messages, of up to 20 events, that no worker holds. */
  messages: number;
  /** Known to the embedded queue alone. */
  bytes?: number;
  /** Age of the oldest message that waits; known to the embedded queue alone. */
  oldestAgeMs?: number;
  dead: number;
}

/** `up`: appends go through. `blocked`: the broker takes nothing now (memory, disk). `down`: there is no queue. */
export type QueueState = 'up' | 'blocked' | 'down';

/**
 * A durable queue of events in partitions. At least once: a message that is not acknowledged comes again, in its place.
 * One partition has one holder at a time, so the events of a user stay in their order however many workers there are.
 */
export interface EventQueue {
  readonly partitions: number;
  readonly state: QueueState;
  /**
   * Resolves when all messages are on disk. After a rejection some of them may be stored, or may yet become so.
   *
   * @throws {QueueFullError} when the queue is at its limit, {QueueUnavailableError} when it cannot be written.
   */
  append(messages: readonly NewMessage[]): Promise<void>;
  /** Partitions as this process comes to hold them, until the signal. */
  claims(options: { signal: AbortSignal }): AsyncIterable<Claim>;
  depth(): Promise<Depth>;
  readonly dead: DeadLetters;
  /** Lets appends that are out come to their end. All claims have to be released before. */
  close(): Promise<void>;
}

/** One partition, held by this process. */
export interface Claim {
  readonly partition: number;
  /** Aborted when the partition is no longer ours, or may not be: send and acknowledge nothing more. */
  readonly lost: AbortSignal;
  /** Aborted when another worker is to have the partition: finish what is on the wire, then `release`. */
  readonly wanted: AbortSignal;
  /** The next messages in their order, at least one; none once the signal is aborted or the claim is lost. */
  next(max: number, signal: AbortSignal): Promise<Message[]>;
  /** In any order, and any of those that `next` gave. */
  ack(messages: readonly Message[]): Promise<void>;
  /** Into the dead letters, then out of the queue. */
  bury(message: Message, reason: DeadReason): Promise<void>;
  /** Gives the partition back: what is not acknowledged comes again to its next holder. */
  release(): Promise<void>;
}
