import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DEFAULT_REGION, isJsonObject, REGION_KEYS } from 'segment-actions-amplitude/api';
import {
  createRuntime,
  readSubscriptions,
  type RuntimeSettings,
  type Subscription,
} from 'segment-actions-amplitude/runtime';
import { parse } from 'yaml';
import { ConfigError } from './config-error';
import { Malformed, readSecret, readText } from './read-secret';
import { toSourceId, type Source } from './source';

/**
 * The sources of a configuration file, JSON or YAML:
 * `{ "sources": [ { "writeKey", "settings": { "apiKey", "secretKey", "endpoint" }, "subscriptions", "integrationNames" } ] }`.
 * Keys may be `env:NAME` or `file:PATH`; `subscriptions` a list or the path of a file, seen from this one.
 *
 * @throws {ConfigError} with every problem at once.
 */
export function readConfig(file: string): Source[] {
  const config = parseFile(file);
  const { sources } = isJsonObject(config) ? config : {};
  if (!Array.isArray(sources) || sources.length === 0) {
    throw new ConfigError(file, ['"sources" must be a list with at least one source.']);
  }
  const problems: string[] = [];
  const read = (sources as unknown[]).flatMap((entry, index) => {
    try {
      return [readSource(entry, dirname(resolve(file)))];
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof TypeError)) throw error;
      problems.push(`sources[${index}]: ${error.message}`);
      return [];
    }
  });
  const keys = read.map(({ writeKey }) => writeKey);
  if (new Set(keys).size < keys.length) problems.push('Two sources have the same "writeKey".');
  if (problems.length > 0) throw new ConfigError(file, problems);
  return read;
}

function parseFile(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new ConfigError(file, ['There is no such file.']);
    if (code === 'EACCES') throw new ConfigError(file, ['It cannot be read: permission denied.']);
    const [line = ''] = (error as Error).message.split('\n');
    const place = /at line \d+, column \d+/.exec(line)?.[0];
    throw new ConfigError(file, [`It is neither JSON nor YAML${place === undefined ? '' : ` (${place})`}.`]);
  }
}

const KEYS = ['writeKey', 'settings', 'subscriptions', 'integrationNames'];

function readSource(entry: unknown, directory: string): Source {
  if (!isJsonObject(entry)) throw new Malformed('It must be an object.');
  const unknown = Object.keys(entry).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) throw new Malformed(`"${unknown}" is unknown; a source has ${KEYS.join(', ')}.`);
  const writeKey = readSecret(entry.writeKey, 'writeKey', directory);
  const source: Source = {
    id: toSourceId(writeKey),
    writeKey,
    settings: readSettings(entry.settings, directory),
    ...(entry.subscriptions !== undefined && {
      subscriptions: readSubscriptionsOf(entry.subscriptions, directory),
    }),
    ...(entry.integrationNames !== undefined && { integrationNames: readNames(entry.integrationNames) }),
  };
  // Whatever a runtime would refuse later is refused now.
  const { settings, subscriptions, integrationNames } = source;
  createRuntime({ settings, subscriptions, integrationNames });
  return source;
}

function readSettings(settings: unknown, directory: string): RuntimeSettings {
  if (!isJsonObject(settings)) throw new Malformed('"settings" must be an object with "apiKey".');
  const { apiKey, secretKey, endpoint = DEFAULT_REGION } = settings;
  const region = REGION_KEYS.find((key) => key === endpoint);
  if (region === undefined) {
    throw new Malformed(`"settings.endpoint" must be ${REGION_KEYS.map((key) => `"${key}"`).join(' or ')}.`);
  }
  return {
    apiKey: readSecret(apiKey, 'settings.apiKey', directory),
    ...(secretKey !== undefined && { secretKey: readSecret(secretKey, 'settings.secretKey', directory) }),
    endpoint: region,
  };
}

function readSubscriptionsOf(subscriptions: unknown, directory: string): Subscription[] {
  if (typeof subscriptions !== 'string') return readSubscriptions(subscriptions);
  return readSubscriptions(parse(readText(resolve(directory, subscriptions), 'subscriptions')));
}

function readNames(names: unknown): string[] {
  if (Array.isArray(names) && names.every((name) => typeof name === 'string' && name !== '')) {
    return names as string[];
  }
  throw new Malformed('"integrationNames" must be a list of names, such as ["Actions Amplitude"].');
}
