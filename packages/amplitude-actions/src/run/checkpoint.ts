import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type LedgerState } from './source-ledger';
import { type HeadState } from './stream-head';
import { type Tally } from './tally';

/** What a run has done so far. Holds no key and no event. */
export interface CheckpointState {
  version: 2;
  /** Changes with the subscriptions, the project and the destination: another run cannot go on from this one. */
  run: string;
  sources: SourceState[];
  tally: Tally;
  /** Files that the run appends to, cut back on resuming to what the checkpoint counts as done. */
  files: Record<string, { path: string; bytes: number }>;
}

/** `size` is that of a file when it was last read. */
export type SourceState = { name: string; size?: number } & HeadState & LedgerState;

/** Null when there is no checkpoint yet. Throws a `CliError` for a file that is none. */
export function loadCheckpoint(path: string): CheckpointState | null {
  if (!existsSync(path)) return null;
  let state: unknown;
  try {
    state = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(`The checkpoint ${path} cannot be read: ${(error as Error).message}.`);
  }
  if (!isCheckpoint(state))
    throw new CliError(`${path} is not a checkpoint of this program; name another file.`);
  return state;
}

/** Replaces the file as a whole, so a crash or a full disk leaves the old one or the new one. */
export function saveCheckpoint(path: string, state: CheckpointState): void {
  const draft = `${path}.tmp`;
  try {
    writeWhole(draft, Buffer.from(JSON.stringify(state)));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    const { code, message } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOSPC' ? 'the disk is full' : message;
    throw new CliError(`The checkpoint ${path} cannot be written: ${reason}.`, ExitCode.workLeft);
  }
}

function writeWhole(path: string, bytes: Buffer): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function isCheckpoint(state: unknown): state is CheckpointState {
  return (
    isJsonObject(state) &&
    state.version === 2 &&
    typeof state.run === 'string' &&
    isJsonObject(state.tally) &&
    isJsonObject(state.files) &&
    Array.isArray(state.sources) &&
    state.sources.every((source) => isJsonObject(source) && Array.isArray(source.outstanding))
  );
}
