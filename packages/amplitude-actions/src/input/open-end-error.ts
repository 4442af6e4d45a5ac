import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';

/** A source ends within a line: somebody is still writing it, or it was cut off. */
export class OpenEndError extends CliError {
  constructor(place: string) {
    super(
      `${place} is only half a line: the file is still being written, or it was cut off. The line was left for the next run.`,
      ExitCode.workLeft,
    );
  }
}
