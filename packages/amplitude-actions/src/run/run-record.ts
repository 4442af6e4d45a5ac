import { createHash } from 'node:crypto';
import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { CliError } from '../cli-error';
import { type InputSource } from '../input/input-source';
import { type NoEvent } from '../input/read-event';
import { type Failure, type SendItem } from '../sender/job';
import { loadCheckpoint, saveCheckpoint, type CheckpointState } from './checkpoint';
import { RunFiles, type RunPaths } from './run-files';
import { SourceRecord } from './source-record';
import { toFigures, type Figures } from './summary';
import { countReason, newTally, type Tally } from './tally';

/** Where an event stands: which source, which record of it, which event of that. */
export interface Position {
  source: number;
  position: number;
  part: number;
  place: string;
}

export type RunItem = SendItem & Position;

const SAVE_EVERY_MS = 1_000;

/** What is done and what was refused, in memory and in the files that outlive the process. */
export class RunRecord {
  readonly tally: Tally;
  /** The figures of the runs before this one; undefined without a checkpoint to go on from. */
  readonly before: Figures | undefined;
  readonly #run: string;
  readonly #sources: SourceRecord[];
  readonly #files: RunFiles;
  readonly #checkpoint: string | undefined;
  #savedAt = 0;

  /** `identity` is what makes two runs the same. Throws a `CliError` when the files belong to another run. */
  constructor(sources: readonly InputSource[], identity: unknown, paths: RunPaths) {
    this.#run = createHash('sha256').update(JSON.stringify(identity)).digest('hex');
    this.#checkpoint = paths.checkpoint;
    this.#files = new RunFiles(paths);
    try {
      const saved = paths.checkpoint === undefined ? null : loadCheckpoint(paths.checkpoint);
      if (saved !== null) this.#resume(saved, sources);
      this.before = saved === null ? undefined : toFigures(saved.tally);
      this.tally = saved?.tally ?? newTally();
      this.#sources = sources.map(
        (source) =>
          new SourceRecord(
            source,
            saved?.sources.find(({ name }) => name === source.name),
          ),
      );
      this.save();
    } catch (error) {
      this.#files.close();
      throw error;
    }
  }

  sourceAt(index: number): SourceRecord {
    const source = this.#sources[index];
    if (source === undefined) throw new RangeError(`There is no source ${index}.`);
    return source;
  }

  /** The event has its final answer. Throws a `CliError` when it cannot be written down; it is then not done. */
  settle(item: RunItem, { outcome, reason = '' }: EventAnswer, failures: readonly Failure[]): void {
    if (outcome === 'unmatched' || outcome === 'opted-out') {
      this.#files.unmatched?.addEvent(item, item.place, reason, []);
      countReason(this.tally.unmatched, reason, item.place);
    } else if (outcome === 'rejected' || failures.length > 0) {
      this.#files.deadLetters?.addEvent(item, item.place, reason, failures);
      this.tally.rejected += 1;
      countReason(this.tally.reasons, failures[0]?.reason ?? reason, item.place);
    } else {
      this.tally.delivered += 1;
    }
    this.#done(item);
  }

  /** A record, or a part of one, that is no event. */
  rejectNoEvent(where: Position, letter: NoEvent): void {
    this.#files.deadLetters?.addNoEvent(letter, where.place);
    this.tally.rejected += 1;
    countReason(this.tally.reasons, letter.problem, where.place);
    this.#done(where);
  }

  /** An event that the flags leave out. */
  leaveOut(where: Position, reason: string): void {
    countReason(this.tally.leftOut, reason, where.place);
    this.#done(where);
  }

  #done({ source, position, part }: Position): void {
    this.sourceAt(source).ledger.settle(position, part);
  }

  saveNowAndThen(): void {
    if (Date.now() - this.#savedAt >= SAVE_EVERY_MS) this.save();
  }

  /** Dead letters first: what a checkpoint calls done must not be lost. */
  save(): void {
    if (this.#checkpoint === undefined) return;
    const files = this.#files.sync();
    const sources = this.#sources.map((source) => source.toState());
    saveCheckpoint(this.#checkpoint, { version: 2, run: this.#run, sources, tally: this.tally, files });
    this.#savedAt = Date.now();
  }

  /** Throws a `CliError` when the checkpoint cannot be written; the files are closed and unlocked all the same. */
  close(): void {
    try {
      this.save();
    } finally {
      this.#files.close();
    }
  }

  #resume(saved: CheckpointState, sources: readonly InputSource[]): void {
    const start = `The checkpoint ${this.#checkpoint} is of another run`;
    const missing = saved.sources.find(({ name }) => !sources.some((source) => source.name === name));
    if (missing !== undefined) {
      throw new CliError(
        `${start}: it knows ${missing.name}, which is not named now; name another checkpoint file, or delete this one to start over.`,
      );
    }
    if (saved.run !== this.#run) {
      throw new CliError(
        `${start}: the subscriptions, the project, the base URL or the flags that choose events differ; name another checkpoint file, or delete this one to start over.`,
      );
    }
    this.#files.resume(saved, start);
  }
}
