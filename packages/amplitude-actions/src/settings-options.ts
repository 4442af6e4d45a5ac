import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Settings } from 'segment-actions-amplitude';
import { CliError } from './cli-error';

/** The flags that say which project of which Amplitude. */
export interface SettingsFlags {
  apiKey?: string;
  secretKey?: string;
  region: keyof typeof REGIONS;
  baseUrl?: string;
}

const REGIONS = {
  us: 'north_america',
  eu: 'europe',
  north_america: 'north_america',
  europe: 'europe',
} as const;

export function addSettingsOptions(command: Command): Command {
  return command
    .addOption(new Option('--api-key <key>', 'API key of the project').env('AMPLITUDE_API_KEY'))
    .addOption(new Option('--secret-key <key>', 'secret key of the project').env('AMPLITUDE_SECRET_KEY'))
    .addOption(regionOption())
    .addOption(
      new Option(
        '--base-url <url>',
        'send everything to this origin instead: the emulator or a proxy',
      ).argParser(toBaseUrl),
    );
}

export function regionOption(): Option {
  return new Option('--region <region>', 'where the project lives')
    .choices(Object.keys(REGIONS))
    .default('us')
    .env('AMPLITUDE_REGION');
}

/** Throws a `CliError` for a missing key. `needsSecret` is for the endpoints that ask for both. */
export function readSettings(flags: SettingsFlags, needsSecret: boolean): Settings {
  const apiKey = (flags.apiKey ?? '').trim();
  const secretKey = (flags.secretKey ?? '').trim();
  if (apiKey === '') throw new CliError('No API key: set AMPLITUDE_API_KEY or give --api-key.');
  if (secretKey === '' && needsSecret) {
    throw new CliError('No secret key: set AMPLITUDE_SECRET_KEY or give --secret-key.');
  }
  // The destination's settings require both, though uploads use the first alone.
  return { apiKey, secretKey: secretKey || 'not-given', endpoint: REGIONS[flags.region] };
}

function toBaseUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new InvalidArgumentError('It must be a URL such as http://127.0.0.1:4000.');
  }
  return new URL(text).origin;
}
