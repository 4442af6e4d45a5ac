import { accessSync, constants, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type SendOutcome } from './send-plan';

/** Numbers of every report. No Segment event has them all at its top. */
const MARKS = ['exitCode', 'read', 'delivered', 'rejected', 'requests', 'seconds'] as const;
/** A report names each reason once and is far smaller; a file of this size is not read. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Throws a `CliError` when the report could not be written, or would take the place of a file that is no earlier report:
 * better before the run than after it. Opens no pipe, whose reader waits for its one writer.
 */
export function checkReport(path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) throw new Error('it is a folder');
    accessSync(stats === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw toFailure(path, error, ExitCode.badUse);
  }
  if (isOtherFile(path)) {
    throw new CliError(`--report ${path} is there already and is no earlier report; name another file.`);
  }
}

/** A file that holds something, and no report. One that cannot be read may be anything. */
function isOtherFile(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.size === 0) return false;
  if (stats.size > MOST_BYTES) return true;
  try {
    const found: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return !isJsonObject(found) || !MARKS.every((key) => typeof found[key] === 'number');
  } catch {
    return true;
  }
}

/** The figures of a run, as JSON. Throws a `CliError` when the file cannot be written: the run itself is over then. */
export function writeReport(path: string, { summary, exitCode, problem }: SendOutcome): void {
  try {
    writeFileSync(path, `${JSON.stringify({ exitCode, problem, ...summary }, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw toFailure(path, error, ExitCode.workLeft);
  }
}

const toFailure = (path: string, error: unknown, exitCode: ExitCode): CliError =>
  new CliError(`The report ${path} cannot be written: ${(error as Error).message}.`, exitCode);
