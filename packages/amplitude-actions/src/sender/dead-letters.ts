import { closeSync, fsyncSync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { CliError } from '../cli-error';
import { REJECTION_KEY, type Rejection } from '../input/read-event';
import type { PendingEvent } from './job';

/**
 * The file of what was refused for good: one event a line, as it was read, with the reason under `_rejected`.
 * Written before the event counts as done, and cut back on resuming to what the checkpoint counts as done, so an
 * event that is sent again after a crash is not in it twice.
 */
export class DeadLetters {
  readonly #file: number;

  /** Appends to the file. Throws a `CliError` when it cannot be written. */
  constructor(path: string) {
    try {
      this.#file = openSync(path, 'a');
    } catch (error) {
      throw new CliError(`The dead-letter file cannot be written: ${(error as Error).message}.`);
    }
  }

  addEvent({ event, place, failures }: PendingEvent): void {
    const [first] = failures;
    if (first === undefined) return;
    const subscriptions = failures.map(({ subscription }) => subscription);
    const rejection: Rejection = { reason: first.reason, status: first.status, subscriptions, place };
    this.#write({ ...event, [REJECTION_KEY]: rejection });
  }

  /** A record that is no event. */
  addText(text: string, reason: string, place: string): void {
    const rejection: Rejection = { reason, place, text };
    this.#write({ [REJECTION_KEY]: rejection });
  }

  get bytes(): number {
    return fstatSync(this.#file).size;
  }

  /** Drops what was written behind this length; a file that is shorter was emptied on purpose. */
  cutTo(bytes: number): void {
    if (this.bytes > bytes) ftruncateSync(this.#file, bytes);
  }

  /** Returns when the lines written so far outlive a power cut. */
  sync(): void {
    fsyncSync(this.#file);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(line: Record<string, unknown>): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`);
  }
}
