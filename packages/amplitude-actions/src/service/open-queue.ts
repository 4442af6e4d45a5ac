import { openEmbeddedQueue } from './queue/embedded/embedded-queue';
import { type EventQueue } from './queue/event-queue';
import { RabbitmqQueue } from './queue/rabbitmq/rabbitmq-queue';

/** RabbitMQ when there are addresses, else the directory. */
export async function openQueue(addresses: readonly string[], directory: string): Promise<EventQueue> {
  return addresses.length > 0 ? new RabbitmqQueue({ addresses }).open() : openEmbeddedQueue(directory);
}
