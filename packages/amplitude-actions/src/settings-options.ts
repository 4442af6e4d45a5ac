import { InvalidArgumentError, Option, type Command } from 'commander';
import {
  DEFAULT_REGION,
  REGION_KEYS,
  REGIONS,
  findRegion,
  isJsonObject,
  toBaseUrl,
  type Region,
} from 'segment-actions-amplitude/api';
import { CliError } from './cli-error';
import { readJsonFile } from './input/read-json-file';

/** The flags that say which project of which Amplitude. */
export interface SettingsFlags {
  settings?: string;
  apiKey?: string;
  secretKey?: string;
  /** A region's short name or key. */
  region?: string;
  baseUrl?: string;
}

/** The settings, and what a file of them may hold beside. */
export interface ProjectSettings {
  settings: { apiKey: string; secretKey: string; endpoint: Region };
  /** Names under which `integrations` of an event may switch Amplitude off. */
  integrationNames?: readonly string[];
}

const REGION_CHOICES = [...REGION_KEYS.map((key) => REGIONS[key].shortName), ...REGION_KEYS];

export function addSettingsOptions(command: Command): Command {
  return command
    .option('--settings <file>', 'settings as migrate writes them: "endpoint", and keys if you like')
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
  return new Option(
    '--region <region>',
    `where the project lives (default: ${REGIONS[DEFAULT_REGION].shortName})`,
  )
    .choices(REGION_CHOICES)
    .env('AMPLITUDE_REGION');
}

/**
 * Flags and the environment first, then the file of settings. Throws a `CliError` for a missing key or a file that
 * cannot be used. `needsSecret` is for the endpoints that ask for both keys.
 */
export function readSettings(flags: SettingsFlags, needsSecret: boolean): ProjectSettings {
  const file = flags.settings === undefined ? {} : readFile(flags.settings);
  const apiKey = (flags.apiKey ?? file.apiKey ?? '').trim();
  const secretKey = (flags.secretKey ?? file.secretKey ?? '').trim();
  if (apiKey === '') throw new CliError('No API key: set AMPLITUDE_API_KEY or give --api-key.');
  if (secretKey === '' && needsSecret) {
    throw new CliError('No secret key: set AMPLITUDE_SECRET_KEY or give --secret-key.');
  }
  // The destination's settings require both, though uploads use the first alone.
  const settings = { apiKey, secretKey: secretKey || 'not-given', endpoint: toEndpoint(flags, file) };
  return {
    settings,
    ...(file.integrationNames !== undefined && { integrationNames: file.integrationNames }),
  };
}

const toEndpoint = ({ region }: SettingsFlags, { endpoint }: SettingsFile): Region =>
  (region === undefined ? endpoint : findRegion(region)) ?? DEFAULT_REGION;

interface SettingsFile {
  apiKey?: string;
  secretKey?: string;
  endpoint?: Region;
  integrationNames?: string[];
}

const FILE_KEYS: readonly string[] = [
  'apiKey',
  'secretKey',
  'endpoint',
  'integrationNames',
] satisfies (keyof SettingsFile)[];

function readFile(path: string): SettingsFile {
  const found = readJsonFile(path);
  if (!isJsonObject(found)) throw new CliError(`${path} must hold an object such as {"endpoint": "europe"}.`);
  refuseUnknown(path, Object.keys(found));
  const { apiKey, secretKey, endpoint, integrationNames } = found;
  const known = REGION_KEYS.find((region) => region === endpoint);
  if (endpoint !== undefined && known === undefined) {
    throw new CliError(
      `${path}: "endpoint" is ${JSON.stringify(endpoint)}; it must be ${REGION_KEYS.join(' or ')}.`,
    );
  }
  return {
    ...(typeof apiKey === 'string' && { apiKey }),
    ...(typeof secretKey === 'string' && { secretKey }),
    ...(known !== undefined && { endpoint: known }),
    ...(Array.isArray(integrationNames) && { integrationNames: integrationNames.map(String) }),
  };
}

/** A key that is passed over would send the events of a European project to North America. */
function refuseUnknown(path: string, keys: readonly string[]): void {
  const unknown = keys.filter((key) => !FILE_KEYS.includes(key)).map((key) => JSON.stringify(key));
  if (unknown.length === 0) return;
  const known = FILE_KEYS.map((key) => JSON.stringify(key)).join(', ');
  throw new CliError(`${path}: ${unknown.join(', ')} is no setting; it may hold ${known}.`);
}

function readBaseUrl(text: string): string {
  try {
    return toBaseUrl(text);
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}
