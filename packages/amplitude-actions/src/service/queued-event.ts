import { partitionOf } from './queue/partition-of';
import { type NewMessage } from './queue/event-queue';

/** What is in the body of a message: whose event it is, the event, and what is still due of it. */
export interface QueuedEvent {
  /** Id of the source; see {@link Source}. */
  source: string;
  event: Record<string, unknown>;
  /** Of a dead letter that is tried again. */
  subscriptions?: string[];
}

export function toMessage(queued: QueuedEvent, partitions: number): NewMessage {
  const { source, event } = queued;
  return {
    id: `${source}:${String(event.messageId)}`,
    partition: partitionOf(source, userOf(event), partitions),
    body: Buffer.from(JSON.stringify(queued)),
  };
}

/** Whose event it is: the user id, else the anonymous id. */
export function userOf({ userId, anonymousId }: Record<string, unknown>): string {
  return String(userId !== undefined && userId !== null && userId !== '' ? userId : anonymousId);
}

export function readQueuedEvent(body: Uint8Array): QueuedEvent {
  return JSON.parse(Buffer.from(body).toString('utf8')) as QueuedEvent;
}
