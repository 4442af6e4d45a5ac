import { type Answer } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';

const PROXY_LOGIN = 407;

/** Nothing that was heard came from Amplitude. */
class HopelessError extends CliError {
  readonly finding: string;

  constructor(finding: string, exitCode: ExitCode) {
    // Not "nothing was sent": an answer that cannot be read may hide that the events were taken.
    super(`Nothing is known to have been taken: ${finding}`, exitCode);
    this.finding = finding;
  }
}

/** The sentence for an answer that shows that Amplitude is not there, with what to change. */
export function toHopeless({ status, text, isLocal }: Answer, baseUrl: string | undefined): CliError {
  if (isLocal === true) {
    const isAddress = /ENOTFOUND/.test(text) && baseUrl !== undefined;
    return new HopelessError(text, isAddress ? ExitCode.badUse : ExitCode.workLeft);
  }
  if (status === PROXY_LOGIN) {
    return new HopelessError(
      'a proxy wants a login (status 407). Put it into HTTPS_PROXY.',
      ExitCode.workLeft,
    );
  }
  const where = baseUrl === undefined ? 'A proxy or a portal of the network' : `What listens at ${baseUrl}`;
  return new HopelessError(
    `${where} answered with status ${status}, and not as Amplitude does.`,
    baseUrl === undefined ? ExitCode.workLeft : ExitCode.badUse,
  );
}

/** What to say once Amplitude did answer requests that were in flight beside: the address is right. */
export function withoutHopeless(error: CliError): CliError {
  if (!(error instanceof HopelessError)) return error;
  return new CliError(
    `Stopped at an answer that is not Amplitude's, though other requests were taken: ${error.finding}`,
    ExitCode.workLeft,
  );
}
