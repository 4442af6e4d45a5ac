import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';

/** Events hold personal data: only their owner may read a file of them. */
const OWNER_ONLY = 0o600;

/**
 * A file that grows by whole lines. A line that does not fit on the disk is taken back, so that the file never ends in
 * half of one.
 */
export class AppendFile {
  readonly #file: number;
  readonly #name: string;
  #bytes: number;

  /** `name` is what messages call it. Throws a `CliError` when the file cannot be opened. */
  constructor(path: string, name: string) {
    this.#name = `${name} ${path}`;
    try {
      this.#file = openSync(path, 'a', OWNER_ONLY);
      this.#bytes = fstatSync(this.#file).size;
    } catch (error) {
      throw new CliError(`${this.#name} cannot be written: ${(error as Error).message}.`);
    }
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Throws a `CliError` (`workLeft`) when the disk is full or fails; the line is then not in the file. */
  addLine(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    let written = 0;
    try {
      // A disk that is nearly full takes a part of what it is given and says how much.
      while (written < bytes.length) written += writeSync(this.#file, bytes, written);
    } catch (error) {
      ftruncateSync(this.#file, this.#bytes);
      throw this.#toFailure(error);
    }
    this.#bytes += bytes.length;
  }

  /** Drops what was written behind this length; a file that is shorter was emptied on purpose. */
  cutTo(bytes: number): void {
    if (this.#bytes <= bytes) return;
    ftruncateSync(this.#file, bytes);
    this.#bytes = bytes;
  }

  /** Returns when the lines written so far outlive a power cut. */
  sync(): void {
    try {
      fsyncSync(this.#file);
    } catch (error) {
      throw this.#toFailure(error);
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #toFailure(error: unknown): CliError {
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' ? 'the disk is full' : message;
    return new CliError(
      `${this.#name} cannot be written: ${reason}. Nothing of it is lost.`,
      ExitCode.workLeft,
    );
  }
}
