/** Keys of fixed width, so that their order as bytes is their order as numbers. */
const SEQUENCE_DIGITS = 16;

const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** A message that waits: partition, then sequence. */
export const messageKey = (partition: number, sequence: number): string =>
  `q!${pad(partition, 4)}!${pad(sequence, SEQUENCE_DIGITS)}`;

export const deadKey = (sequence: number): string => `d!${pad(sequence, SEQUENCE_DIGITS)}`;

/** The messages of a partition from a sequence on. */
export const messagesFrom = (partition: number, sequence: number) => ({
  gte: messageKey(partition, sequence),
  lt: `q!${pad(partition, 4)}!~`,
});

export const ALL_MESSAGES = { gte: 'q!', lt: 'q!~' };
export const ALL_DEAD = { gte: 'd!', lt: 'd!~' };

export function readMessageKey(key: string): { partition: number; sequence: number } {
  const [, partition, sequence] = key.split('!');
  return { partition: Number(partition), sequence: Number(sequence) };
}

export const readDeadKey = (key: string): number => Number(key.slice('d!'.length));
