import { closeSync, openSync, readFileSync, renameSync, statSync, unlinkSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';

/** Who holds a lock. */
interface Holder {
  pid: number;
  host: string;
}

/** Writing a lock takes no time: one without content is that of a process that ended within it. */
const EMPTY_FOR_MS = 10_000;

/** The locks of this process. */
const held = new Set<string>();

/**
 * Keeps a second run off a file, with a file beside it that names this process. That of a process that was killed is
 * taken over. Throws a `CliError` when a process that lives, or one on another machine, has it.
 *
 * @returns what gives the lock back.
 */
export function lockFile(path: string): () => void {
  const lock = resolve(`${path}.lock`);
  if (held.has(lock) || !(create(lock) || (takeAway(lock) && create(lock)))) {
    throw refuse(path, lock, readHolder(lock));
  }
  held.add(lock);
  return () => {
    held.delete(lock);
    remove(lock);
  };
}

function create(lock: string): boolean {
  try {
    const file = openSync(lock, 'wx', 0o600);
    try {
      const holder: Holder = { pid: process.pid, host: hostname() };
      writeSync(file, JSON.stringify(holder));
    } catch (error) {
      remove(lock);
      throw error;
    } finally {
      closeSync(file);
    }
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code === 'ENOSPC')
      throw new CliError(`${lock} cannot be written: the disk is full.`, ExitCode.workLeft);
    throw new CliError(`${lock} cannot be written: ${message}.`);
  }
}

/** Removes the lock of a process that is gone, by a rename, which only one of several processes can do. */
function takeAway(lock: string): boolean {
  if (!isGone(lock)) return false;
  const away = `${lock}.${process.pid}`;
  try {
    renameSync(lock, away);
  } catch {
    return false;
  }
  // Between the look and the rename another process may have put its own there.
  if (isGone(away)) {
    unlinkSync(away);
    return true;
  }
  renameSync(away, lock);
  return false;
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function isGone(lock: string): boolean {
  const holder = readHolder(lock);
  if (holder === undefined) return isOld(lock);
  if (holder.host !== hostname()) return false;
  // A process that is started again in its container has the same number.
  if (holder.pid === process.pid) return true;
  try {
    process.kill(holder.pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function isOld(lock: string): boolean {
  const stats = statSync(lock, { throwIfNoEntry: false });
  return stats === undefined || Date.now() - stats.mtimeMs > EMPTY_FOR_MS;
}

function refuse(path: string, lock: string, holder: Holder | undefined): CliError {
  const who = holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  return new CliError(
    `${path} is in use by ${who}; wait for it, or name another file. If that process is gone, delete ${lock}.`,
  );
}

function remove(lock: string): void {
  try {
    unlinkSync(lock);
  } catch {
    // Gone already: there is nothing to give back.
  }
}
