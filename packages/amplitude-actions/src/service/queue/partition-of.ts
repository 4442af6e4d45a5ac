import { createHash } from 'node:crypto';

/** Enough for as many workers as anybody will start, and few enough for a broker to keep in idle (measured). */
export const PARTITIONS = 64;

/** The partition of everything that one user of one source does. Never changes: two answers would be two orders. */
export function partitionOf(source: string, user: string, partitions = PARTITIONS): number {
  return createHash('sha256').update(`${source}\0${user}`).digest().readUInt32BE(0) % partitions;
}
