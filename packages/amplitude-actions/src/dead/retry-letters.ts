import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { ExitCode } from '../exit-code';
import { lockFile } from '../run/lock-file';
import { checkLetters } from './read-letters';

/** Where a retry keeps what it does, beside the file of letters. */
export interface RetryFiles {
  deadLetter: string;
  unmatched: string;
  checkpoint: string;
}

/**
 * Sends a file of dead letters; what is refused again is in it afterwards, and nothing else. A retry that stops with
 * work left goes on with the next one. `send` does the sending. Throws a `CliError` for a file with a line that is no
 * dead letter, before anything is sent.
 */
export async function retryLetters(
  path: string,
  send: (files: RetryFiles) => Promise<ExitCode>,
): Promise<{ exitCode: ExitCode; unmatched?: string }> {
  const files = { deadLetter: `${path}.retry`, unmatched: `${path}.unmatched`, checkpoint: `${path}.state` };
  const unlock = lockFile(path);
  try {
    await checkLetters(path);
    // Left over from a retry that ended between its last two steps: all of it is in the file itself.
    if (!existsSync(files.checkpoint)) rmSync(files.deadLetter, { force: true });
    const exitCode = await send(files);
    const isDone = exitCode === ExitCode.ok || exitCode === ExitCode.rejected;
    const hasUnmatched = keepIfAny(files.unmatched);
    if (isDone) {
      rmSync(files.checkpoint, { force: true });
      if (existsSync(files.deadLetter)) renameSync(files.deadLetter, path);
    }
    return { exitCode, ...(hasUnmatched && { unmatched: files.unmatched }) };
  } finally {
    unlock();
  }
}

function keepIfAny(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) rmSync(path, { force: true });
  return size > 0;
}
