import { type Answer } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';

const PROXY_LOGIN = 407;

/** The sentence for an answer that shows that Amplitude is not there, with what to change. */
export function toHopeless({ status, text, isLocal }: Answer, baseUrl: string | undefined): CliError {
  if (isLocal === true) {
    const isAddress = /ENOTFOUND/.test(text) && baseUrl !== undefined;
    return new CliError(`Nothing was sent: ${text}`, isAddress ? ExitCode.badUse : ExitCode.workLeft);
  }
  if (status === PROXY_LOGIN) {
    return new CliError(
      'Nothing was sent: a proxy wants a login (status 407). Put it into HTTPS_PROXY.',
      ExitCode.workLeft,
    );
  }
  const where = baseUrl === undefined ? 'A proxy or a portal of the network' : `What listens at ${baseUrl}`;
  return new CliError(
    `Nothing was sent: ${where} answered with status ${status}, and not as Amplitude does.`,
    baseUrl === undefined ? ExitCode.workLeft : ExitCode.badUse,
  );
}
