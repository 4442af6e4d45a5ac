import { Readable } from 'node:stream';
import { toInputSources } from '../../src/input/input-source';
import { readEvents, type ReadEvent } from '../../src/input/read-event';
import { readRecords, type ReadOptions } from '../../src/input/read-records';

export interface FoundEvent {
  place: string;
  read: ReadEvent;
}

/** Everything in a file, or in standard input for `-`. */
export async function readAll(
  path: string,
  stdin = Readable.from([]),
  options: ReadOptions = {},
): Promise<FoundEvent[]> {
  const found: FoundEvent[] = [];
  for (const source of toInputSources([path])) {
    for await (const records of readRecords(source, stdin, options)) {
      for (const record of records) {
        found.push(...readEvents(record).map((read) => ({ place: record.place, read })));
      }
    }
  }
  return found;
}

/** The messageIds of the events, and the problems of what is none. */
export const toNames = (found: readonly FoundEvent[]): unknown[] =>
  found.map(({ read }) => ('problem' in read ? read.problem : read.event.messageId));
