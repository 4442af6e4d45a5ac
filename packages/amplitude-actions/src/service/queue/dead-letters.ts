import { type NewMessage } from './message';

/** Why an event was put aside. */
export interface DeadReason {
  /** One sentence. */
  reason: string;
  /** HTTP status that stands for it, where there is one. */
  status?: number;
  /** The subscriptions that refused it: a retry goes through these alone. */
  subscriptions?: string[];
}

export interface DeadLetter extends DeadReason {
  id: string;
  partition: number;
  /** ISO 8601. */
  buriedAt: string;
  body: Uint8Array;
}

/** Events that cannot be delivered as they are, kept until somebody decides. */
export interface DeadLetters {
  /** Puts aside what never was in the queue: an event that the intake could not take. */
  add(letters: readonly NewDeadLetter[]): Promise<void>;
  /** The oldest first. */
  list(options: { limit: number }): Promise<DeadLetter[]>;
  /** Puts them back, behind what waits in their partitions; returns how many there were. */
  retry(ids: readonly string[]): Promise<number>;
  delete(ids: readonly string[]): Promise<number>;
}

export type NewDeadLetter = Omit<DeadLetter, 'buriedAt'>;

/**
 * What a retry puts into the queue: where some of an event's subscriptions refused it, the others have it already, and
 * the message says which are due.
 */
export function toRetry({ id, partition, body, subscriptions }: DeadLetter): NewMessage {
  if (subscriptions === undefined) return { id, partition, body };
  const queued = JSON.parse(Buffer.from(body).toString('utf8')) as object;
  return { id, partition, body: Buffer.from(JSON.stringify({ ...queued, subscriptions })) };
}

/** A dead letter as bytes: JSON, with the event's text as it was. */
export function writeDeadLetter({ body, ...letter }: NewDeadLetter, now = new Date()): Buffer {
  return Buffer.from(
    JSON.stringify({ ...letter, buriedAt: now.toISOString(), body: Buffer.from(body).toString('utf8') }),
  );
}

export function readDeadLetter(bytes: Uint8Array): DeadLetter {
  const letter = JSON.parse(Buffer.from(bytes).toString('utf8')) as Omit<DeadLetter, 'body'> & {
    body: string;
  };
  return { ...letter, body: Buffer.from(letter.body) };
}
