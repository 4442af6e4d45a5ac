import { type Channel, type Options } from 'amqplib';

/** The queues of one deployment, all with the same prefix. */
export interface QueueNames {
  partition(index: number): string;
  dead: string;
  /** Exists while somebody looks through the dead letters, and then for that connection alone. */
  scan: string;
  /** Nothing is ever published here: how many consume it is how many workers there are. */
  workers: string;
}

export const toNames = (prefix: string): QueueNames => ({
  partition: (index) => `${prefix}.${index}`,
  dead: `${prefix}.dead`,
  scan: `${prefix}.dead.scan`,
  workers: `${prefix}.workers`,
});

const quorum = (rest: Record<string, unknown> = {}): Options.AssertQueue => ({
  durable: true,
  arguments: {
    'x-queue-type': 'quorum',
    'x-quorum-initial-group-size': 3,
    'x-queue-leader-locator': 'balanced',
    ...rest,
  },
});

/**
 * Declares all queues. Each partition has a single active consumer: the broker gives it to one worker at a time, and to
 * the next when that one is gone. There is no delivery limit, since every hand-over counts as a delivery, and no time to
 * live. Arguments can never change for a queue that exists: another set needs another prefix.
 */
export async function declareQueues(
  channel: Channel,
  names: QueueNames,
  { partitions, maxBytes }: { partitions: number; maxBytes: number },
): Promise<void> {
  const partition = quorum({
    'x-single-active-consumer': true,
    'x-max-length-bytes': maxBytes,
    'x-overflow': 'reject-publish',
  });
  for (let index = 0; index < partitions; index += 1) {
    await channel.assertQueue(names.partition(index), partition);
  }
  await channel.assertQueue(names.dead, quorum());
  await channel.assertQueue(names.workers, quorum());
}
