import { type Readable } from 'node:stream';
import { type InputRecord } from '../input/input-record';
import { toOrigin, type InputSource } from '../input/input-source';
import { readEvents, type ReadEvent } from '../input/read-event';
import { readRecords, type ReadOptions } from '../input/read-records';
import { type Sender } from '../sender/sender';
import { type EventFilter } from './event-filter';
import { type RateLimit } from './rate-limit';
import { type Position, type RunItem, type RunRecord } from './run-record';

export interface Reading {
  sources: readonly InputSource[];
  stdin: Readable;
  readRows?: ReadOptions['readRows'];
  record: RunRecord;
  sender: Sender<RunItem>;
  filter: EventFilter;
  rate?: RateLimit | undefined;
  /** Events to send at most. */
  maxEvents: number;
  /** Learns of bytes that were read, as they lie on disk. */
  onBytes(this: void, count: number): void;
  /** Learns of the first events before any is sent. */
  onFirst(this: void, events: readonly ReadEvent[]): void;
}

/** Reads sources into the sender. */
export class SourceReader {
  readonly #reading: Reading;
  #added = 0;
  #hasBegun = false;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Whether it stopped because of `maxEvents`. */
  get hasEnough(): boolean {
    return this.#added >= this.#reading.maxEvents;
  }

  /**
   * Reads every source to its end, or until the sender is stopped, and waits for the answers. What was read before a
   * source turned out to be damaged is delivered before its error is thrown. An error that is not about one source
   * alone ends the reading at once.
   */
  async readAll(): Promise<void> {
    const { sources, sender } = this.#reading;
    let damage: Error | undefined;
    for (const [index, source] of sources.entries()) {
      try {
        await this.#readSource(source, index);
      } catch (error) {
        // Stopping closes standard input under the reader.
        if (!sender.isStopped) damage ??= error instanceof Error ? error : new Error(String(error));
      }
      if (sender.isStopped || this.hasEnough) break;
    }
    await sender.finish();
    if (damage !== undefined) throw damage;
  }

  async #readSource(source: InputSource, index: number): Promise<void> {
    const { stdin, readRows, record, sender, onBytes } = this.#reading;
    const known = record.sourceAt(index);
    const options: ReadOptions = {
      headBytes: known.headBytes,
      onChunk: (chunk) => {
        onBytes(chunk.length);
        known.addChunk(chunk);
      },
      ...(readRows !== undefined && { readRows }),
    };
    const origin = toOrigin(source);
    let records = 0;
    for await (const some of readRecords(source, stdin, options)) {
      this.#begin(some);
      for (const each of some) {
        records = each.position;
        if (known.ledger.isDone(each.position)) continue;
        if (this.hasEnough) return;
        await this.#addRecord(each, index, origin);
        if (sender.isStopped) return;
      }
      record.saveNowAndThen();
    }
    known.end(records);
  }

  #begin(records: readonly InputRecord[]): void {
    if (this.#hasBegun || records.length === 0) return;
    this.#hasBegun = true;
    this.#reading.onFirst(records.flatMap((record) => readEvents(record)));
  }

  async #addRecord(input: InputRecord, source: number, origin: string): Promise<void> {
    const { record, sender } = this.#reading;
    const { position, place, bytes } = input;
    const { ledger } = record.sourceAt(source);
    const reads = readEvents(input);
    if (ledger.open(position, reads.length)) record.tally.read += reads.length;
    for (const [part, read] of reads.entries()) {
      if (!ledger.isOpen(position, part)) continue;
      const where: Position = { source, position, part, place: toPlace(place, part, reads.length) };
      await this.#addEvent(
        read,
        where,
        bytes / reads.length,
        `${origin}:${position}${part > 0 ? `.${part}` : ''}`,
      );
      if (!sender.hasRoom) await sender.room();
      if (sender.isStopped) return;
    }
  }

  async #addEvent(read: ReadEvent, where: Position, bytes: number, origin: string): Promise<void> {
    const { record, sender, filter, rate } = this.#reading;
    if ('problem' in read) return record.rejectNoEvent(where, read);
    const reason = filter(read.event);
    if (reason !== undefined) return record.leaveOut(where, reason);
    if (rate !== undefined) await rate.turn(() => sender.isStopped);
    if (sender.isStopped) return;
    this.#added += 1;
    const { event, subscriptions } = read;
    sender.add({ ...where, event, subscriptions, origin: read.origin ?? origin, bytes });
  }
}

const toPlace = (place: string, part: number, parts: number): string =>
  parts === 1 ? place : `${place}, event ${part + 1}`;
