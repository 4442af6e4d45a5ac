import { createHash } from 'node:crypto';
import { CliError } from '../cli-error';
import type { InputSource } from '../input/input-source';
import type { Subscription } from '../subscriptions/subscription';
import { loadCheckpoint, saveCheckpoint, type CheckpointState } from './checkpoint';
import { DeadLetters } from './dead-letters';
import type { PendingEvent } from './job';
import { isSameSource, toFingerprint, type SourceFingerprint } from './source-fingerprint';
import { SourceLedger } from './source-ledger';
import { countKind, countSettled, newTally, type Tally } from './tally';

export interface RunFiles {
  checkpoint?: string;
  deadLetter?: string;
}

const SAVE_EVERY_MS = 1_000;

/** What is done and what was refused, in memory and in the two files that outlive the process. */
export class RunRecord {
  readonly tally: Tally;
  /** Whether an earlier run left a checkpoint to go on from. */
  readonly isResumed: boolean;
  readonly #run: string;
  readonly #fingerprints: SourceFingerprint[];
  readonly #ledgers: SourceLedger[];
  readonly #deadLetters: DeadLetters | undefined;
  #savedAt = 0;

  /** `destination` says where events go, without secrets. Throws a `CliError` when the files belong to another run. */
  readonly #sources: readonly InputSource[];
  readonly #files: RunFiles;

  constructor(
    sources: readonly InputSource[],
    subscriptions: readonly Subscription[],
    destination: string,
    files: RunFiles,
  ) {
    this.#sources = sources;
    this.#files = files;
    this.#run = toRunHash(subscriptions, destination);
    const saved = files.checkpoint === undefined ? null : loadCheckpoint(files.checkpoint);
    if (saved !== null) this.#checkSame(saved, files.checkpoint ?? '');
    this.isResumed = saved !== null;
    this.tally = saved?.tally ?? newTally();
    this.#fingerprints = sources.map((source) => toFingerprint(source));
    this.#ledgers = sources.map((_, index) => new SourceLedger(saved?.sources[index]));
    this.#deadLetters = files.deadLetter === undefined ? undefined : new DeadLetters(files.deadLetter);
    if (saved?.deadLetters !== undefined) this.#deadLetters?.cutTo(saved.deadLetters.bytes);
    this.save();
  }

  /** False when an earlier run finished the record. */
  issue(source: number, position: number): boolean {
    const found = this.#ledgers[source]?.issue(position);
    if (found === 'new') this.tally.read += 1;
    return found !== 'done';
  }

  settle(pending: PendingEvent): void {
    countSettled(this.tally, pending);
    if (pending.failures.length > 0) this.#deadLetters?.addEvent(pending);
    this.#done(pending.source, pending.position);
  }

  /** A record that is no event. */
  rejectText(
    source: number,
    position: number,
    letter: { text: string; reason: string; place: string },
  ): void {
    this.tally.rejected += 1;
    countKind(this.tally.reasons, letter.reason);
    this.#deadLetters?.addText(letter.text, letter.reason, letter.place);
    this.#done(source, position);
  }

  leaveOut(source: number, position: number, reason: string): void {
    countKind(this.tally.unmatched, reason);
    this.#done(source, position);
  }

  #done(source: number, position: number): void {
    this.#ledgers[source]?.settle(position);
  }

  saveNowAndThen(): void {
    if (Date.now() - this.#savedAt >= SAVE_EVERY_MS) this.save();
  }

  /** Dead letters first: what a checkpoint calls done must not be lost. */
  save(): void {
    const { checkpoint, deadLetter } = this.#files;
    if (checkpoint === undefined) return;
    this.#deadLetters?.sync();
    const deadLetters =
      deadLetter === undefined
        ? {}
        : { deadLetters: { path: deadLetter, bytes: this.#deadLetters?.bytes ?? 0 } };
    saveCheckpoint(checkpoint, {
      version: 1,
      run: this.#run,
      sources: this.#fingerprints.map((fingerprint, index) => ({
        ...fingerprint,
        ...(this.#ledgers[index] ?? new SourceLedger()).toState(),
      })),
      tally: this.tally,
      ...deadLetters,
    });
    this.#savedAt = Date.now();
  }

  close(): void {
    this.save();
    this.#deadLetters?.close();
  }

  #checkSame(saved: CheckpointState, path: string): void {
    const start = `The checkpoint ${path} is of another run`;
    const advice = 'name another checkpoint file, or delete this one to start over';
    if (saved.sources.length !== this.#sources.length) {
      throw new CliError(`${start}: it has ${saved.sources.length} input files; ${advice}.`);
    }
    this.#sources.forEach((source, index) => {
      const known = saved.sources[index];
      if (known !== undefined && !isSameSource(source, known)) {
        throw new CliError(`${start}: ${source.name} is not the file it knows; ${advice}.`);
      }
    });
    if (saved.run !== this.#run) {
      throw new CliError(`${start}: the subscriptions, the region or the base URL differ; ${advice}.`);
    }
    if (saved.deadLetters !== undefined && saved.deadLetters.path !== this.#files.deadLetter) {
      throw new CliError(`${start}: its dead letters are in ${saved.deadLetters.path}; ${advice}.`);
    }
  }
}

function toRunHash(subscriptions: readonly Subscription[], destination: string): string {
  const entries = subscriptions.map(({ name, subscribe, partnerAction, mapping }) => ({
    name,
    subscribe,
    partnerAction,
    mapping,
  }));
  return createHash('sha256').update(JSON.stringify({ destination, entries })).digest('hex');
}
