import { type Readable } from 'node:stream';
import { type InputRecord } from '../input/input-record';
import { toOrigin, type InputSource } from '../input/input-source';
import { readEvents, type EventToSend, type ReadEvent } from '../input/read-event';
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
    const { stdin, readRows, record, sender, rate, onBytes } = this.#reading;
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
        if (rate !== undefined) await rate.turn(() => sender.isStopped);
        if (!sender.isStopped) this.#addRecord(each, index, origin);
        if (!sender.hasRoom) await sender.room();
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

  /** Without a promise for each event: there are millions. */
  #addRecord(input: InputRecord, source: number, origin: string): void {
    const { record } = this.#reading;
    const { position, place, bytes } = input;
    const { ledger } = record.sourceAt(source);
    const reads = readEvents(input);
    const parts = reads.length;
    if (ledger.open(position, parts)) record.tally.read += parts;
    for (let part = 0; part < parts; part += 1) {
      const read = reads[part];
      if (read === undefined || !ledger.isOpen(position, part)) continue;
      const item: RunItem = {
        event: NO_EVENT,
        subscriptions: undefined,
        origin: undefined,
        bytes: bytes / parts,
        source,
        position,
        part,
        place: read.place ?? toPlace(place, part, parts),
      };
      if ('problem' in read) record.rejectNoEvent(item, read);
      else this.#addEvent(read, item, origin);
    }
  }

  #addEvent({ event, subscriptions, origin: given }: EventToSend, item: RunItem, origin: string): void {
    const { record, sender, filter } = this.#reading;
    const reason = filter(event);
    if (reason !== undefined) return record.leaveOut(item, reason);
    this.#added += 1;
    item.event = event;
    item.subscriptions = subscriptions;
    // Only an event without a messageId needs it.
    if (typeof event.messageId !== 'string' || event.messageId === '') {
      item.origin = given ?? toEventOrigin(origin, item);
    }
    sender.add(item);
  }
}

const NO_EVENT: Record<string, unknown> = {};

const toEventOrigin = (origin: string, { position, part }: Position): string =>
  part === 0 ? `${origin}:${position}` : `${origin}:${position}.${part}`;

const toPlace = (place: string, part: number, parts: number): string =>
  parts === 1 ? place : `${place}, event ${part + 1}`;
