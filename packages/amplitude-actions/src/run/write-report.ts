import { accessSync, constants, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type SendOutcome } from './send-plan';

/**
 * Throws a `CliError` when the report could not be written: better before the run than after it. Opens nothing, since
 * the path may be a pipe whose reader waits for its one writer.
 */
export function checkReport(path: string): void {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats?.isDirectory() === true) throw new Error('it is a folder');
    accessSync(stats === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw toFailure(path, error, ExitCode.badUse);
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
