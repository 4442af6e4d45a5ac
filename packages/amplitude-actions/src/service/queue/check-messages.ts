import { type NewMessage } from './event-queue';

/** A message for no partition would be stored and never read. */
export function checkMessages(messages: readonly NewMessage[], partitions: number): void {
  const stray = messages.find(
    ({ partition }) => !Number.isInteger(partition) || partition < 0 || partition >= partitions,
  );
  if (stray !== undefined) {
    throw new RangeError(`There is no partition ${stray.partition}: they are 0 to ${partitions - 1}.`);
  }
}
