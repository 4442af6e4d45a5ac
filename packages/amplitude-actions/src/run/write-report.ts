import { writeFileSync } from 'node:fs';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type SendOutcome } from './send-plan';

/** The figures of a run, as JSON. Throws a `CliError` when the file cannot be written: the run itself is over then. */
export function writeReport(path: string, { summary, exitCode, problem }: SendOutcome): void {
  try {
    writeFileSync(path, `${JSON.stringify({ exitCode, problem, ...summary }, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new CliError(
      `The report ${path} cannot be written: ${(error as Error).message}.`,
      ExitCode.workLeft,
    );
  }
}
