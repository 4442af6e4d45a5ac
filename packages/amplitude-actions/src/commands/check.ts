import { Destination } from '@segment/actions-core';
import type { Command } from 'commander';
import { createAmplitudeDestination } from 'segment-actions-amplitude';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { writeLine } from '../io';
import { addSettingsOptions, readSettings, type SettingsFlags } from '../settings-options';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Examples:
  amplitude-actions check
  AMPLITUDE_REGION=eu amplitude-actions check

Exit codes: 0 the keys are good, 1 Amplitude refuses them, 2 bad use, 3 Amplitude cannot be asked.`;

export function addCheck(program: Command, { io }: CommandHost): void {
  const command = program
    .command('check')
    .description('Ask Amplitude whether the API key and the secret key belong together')
    .addHelpText('after', EXAMPLES);
  addSettingsOptions(command).action(async (flags: SettingsFlags) => {
    const { settings } = readSettings(flags, true);
    const destination = new Destination(createAmplitudeDestination({ baseUrl: flags.baseUrl }));
    try {
      await destination.testAuthentication({ ...settings });
    } catch (error) {
      throw toFailure((error as Error).message);
    }
    writeLine(io.stdout, `The credentials are good: Amplitude (${settings.endpoint}) knows both keys.`);
  });
}

/** The framework puts its own words and, at most, a status before the destination's sentence. */
const FRAMEWORK_WORDS = /^Credentials are invalid:\s*\d*\s*/;

function toFailure(message: string): CliError {
  const sentence = message.replace(FRAMEWORK_WORDS, '');
  const isRefused = /does not know this API Key/i.test(sentence);
  return new CliError(sentence, isRefused ? ExitCode.rejected : ExitCode.workLeft);
}
