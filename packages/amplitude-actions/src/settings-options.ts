import { InvalidArgumentError, Option, type Command } from 'commander';
import type { Settings } from 'segment-actions-amplitude';
import { DEFAULT_REGION, findRegion, REGION_KEYS, REGIONS, toBaseUrl } from 'segment-actions-amplitude/api';
import { CliError } from './cli-error';

/** The flags that say which project of which Amplitude. */
export interface SettingsFlags {
  apiKey?: string;
  secretKey?: string;
  /** A region's short name or key. */
  region: string;
  baseUrl?: string;
}

const REGION_CHOICES = [...REGION_KEYS.map((key) => REGIONS[key].shortName), ...REGION_KEYS];

export function addSettingsOptions(command: Command): Command {
  return command
    .addOption(new Option('--api-key <key>', 'API key of the project').env('AMPLITUDE_API_KEY'))
    .addOption(new Option('--secret-key <key>', 'secret key of the project').env('AMPLITUDE_SECRET_KEY'))
    .addOption(regionOption())
    .addOption(
      new Option(
        '--base-url <url>',
        'send everything to this origin instead: the emulator or a proxy',
      ).argParser(readBaseUrl),
    );
}

export function regionOption(): Option {
  return new Option('--region <region>', 'where the project lives')
    .choices(REGION_CHOICES)
    .default(REGIONS[DEFAULT_REGION].shortName)
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
  return { apiKey, secretKey: secretKey || 'not-given', endpoint: findRegion(flags.region) };
}

function readBaseUrl(text: string): string {
  try {
    return toBaseUrl(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
