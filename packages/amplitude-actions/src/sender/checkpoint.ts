import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { CliError } from '../cli-error';
import { isJsonObject } from 'segment-actions-amplitude/api';
import type { LedgerState } from './source-ledger';
import type { SourceFingerprint } from './source-fingerprint';
import type { Tally } from './tally';

/** What a run has done so far. Holds no key and no event. */
export interface CheckpointState {
  version: 1;
  /** Changes with the subscriptions and the destination: another run cannot go on from this one. */
  run: string;
  sources: (SourceFingerprint & LedgerState)[];
  tally: Tally;
  deadLetters?: { path: string; bytes: number };
}

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

/** Replaces the file as a whole, so a crash leaves the old one or the new one. */
export function saveCheckpoint(path: string, state: CheckpointState): void {
  const draft = `${path}.tmp`;
  try {
    const file = openSync(draft, 'w');
    writeSync(file, JSON.stringify(state));
    fsyncSync(file);
    closeSync(file);
    renameSync(draft, path);
  } catch (error) {
    throw new CliError(`The checkpoint ${path} cannot be written: ${(error as Error).message}.`);
  }
}

function isCheckpoint(state: unknown): state is CheckpointState {
  return (
    isJsonObject(state) &&
    state.version === 1 &&
    typeof state.run === 'string' &&
    isJsonObject(state.tally) &&
    Array.isArray(state.sources) &&
    state.sources.every((source) => isJsonObject(source) && Array.isArray(source.outstanding))
  );
}
