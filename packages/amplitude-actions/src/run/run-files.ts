import { CliError } from '../cli-error';
import { type CheckpointState } from './checkpoint';
import { DeadLetters } from './dead-letters';
import { lockFile } from './lock-file';

/** The files that a run writes. */
export interface RunPaths {
  checkpoint?: string | undefined;
  deadLetter?: string | undefined;
  /** For events that no subscription wants and those that opted out. */
  unmatched?: string | undefined;
}

const LETTER_FILES = ['deadLetter', 'unmatched'] as const;

/** The files of events that a run appends to, and the locks on all that it writes. */
export class RunFiles {
  readonly deadLetters: DeadLetters | undefined;
  readonly unmatched: DeadLetters | undefined;
  readonly #paths: RunPaths;
  readonly #unlock: (() => void)[] = [];

  /** Throws a `CliError` when another run uses one of the files. */
  constructor(paths: RunPaths) {
    this.#paths = paths;
    try {
      for (const path of [paths.checkpoint, paths.deadLetter, paths.unmatched]) {
        if (path !== undefined) this.#unlock.push(lockFile(path));
      }
      this.deadLetters = open(paths.deadLetter);
      this.unmatched = open(paths.unmatched);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Cuts the files back to what a checkpoint counts as done. Throws a `CliError` when it names other files. */
  resume({ files }: CheckpointState, start: string): void {
    for (const key of LETTER_FILES) {
      const known = files[key];
      if (known?.path !== this.#paths[key]) {
        throw new CliError(
          `${start}: ${describe(key)} ${known === undefined ? 'were not kept' : `are in ${known.path}`} there; name the same file, or another checkpoint.`,
        );
      }
    }
    this.deadLetters?.cutTo(files.deadLetter?.bytes ?? 0);
    this.unmatched?.cutTo(files.unmatched?.bytes ?? 0);
  }

  /** What is to be counted as done must not be lost: call it before a checkpoint is written. */
  sync(): CheckpointState['files'] {
    const state: CheckpointState['files'] = {};
    for (const [key, letters] of [
      ['deadLetter', this.deadLetters],
      ['unmatched', this.unmatched],
    ] as const) {
      const path = this.#paths[key];
      if (path === undefined || letters === undefined) continue;
      letters.sync();
      state[key] = { path, bytes: letters.bytes };
    }
    return state;
  }

  close(): void {
    this.deadLetters?.close();
    this.unmatched?.close();
    for (const unlock of this.#unlock) unlock();
  }
}

const open = (path: string | undefined) => (path === undefined ? undefined : new DeadLetters(path));

const describe = (key: (typeof LETTER_FILES)[number]): string =>
  key === 'deadLetter' ? 'its dead letters' : 'its unmatched events';
