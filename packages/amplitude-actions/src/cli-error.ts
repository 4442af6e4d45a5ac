import { ExitCode } from './exit-code';

/** A failure that is told to the user as one sentence, without a stack. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    message: string,
    readonly exitCode: ExitCode = ExitCode.badUse,
  ) {
    super(message);
  }
}
