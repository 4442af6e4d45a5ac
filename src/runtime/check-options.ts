import { DEFAULT_REGION, REGION_KEYS } from '../destinations/amplitude/api/regions';
import { isJsonObject } from '../json-object';
import type { RuntimeOptions } from './runtime';

/** Every option, which the type keeps complete. */
const KNOWN: Record<keyof RuntimeOptions, true> = {
  settings: true,
  subscriptions: true,
  baseUrl: true,
  gzip: true,
  logger: true,
  statsContext: true,
  strict: true,
  integrationNames: true,
  transport: true,
};

/** Throws a TypeError with one sentence for options that can never work. No key is shown. */
export function checkOptions(options: RuntimeOptions): void {
  if (!isJsonObject(options)) {
    throw new TypeError('createRuntime takes an object of options, such as {settings: {apiKey}}.');
  }
  for (const name of Object.keys(options)) if (!Object.hasOwn(KNOWN, name)) throw toUnknown(name);
  checkSettings(options.settings);
  checkNames(options.integrationNames);
  for (const name of ['strict', 'gzip'] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== 'boolean') {
      throw new TypeError(`${name} must be true or false.`);
    }
  }
  const transport: unknown = options.transport;
  if (transport !== undefined && typeof transport !== 'function') {
    throw new TypeError('transport must be a function that sends a request.');
  }
}

function toUnknown(name: string): TypeError {
  const names = Object.keys(KNOWN);
  const meant = names.find((known) => known.toLowerCase() === name.toLowerCase());
  const hint = meant === undefined ? `the options are ${names.join(', ')}.` : `did you mean ${meant}?`;
  return new TypeError(`There is no option ${JSON.stringify(name)}: ${hint}`);
}

function checkSettings(settings: RuntimeOptions['settings']): void {
  if (typeof settings?.apiKey !== 'string' || settings.apiKey.trim() === '') {
    throw new TypeError('settings.apiKey is empty: it must be the API key of an Amplitude project.');
  }
  if (settings.apiKey !== settings.apiKey.trim()) {
    throw new TypeError('settings.apiKey begins or ends with a blank or a new line, which no API key does.');
  }
  const endpoint = settings.endpoint || DEFAULT_REGION;
  if (!REGION_KEYS.includes(endpoint)) {
    throw new TypeError(
      `settings.endpoint is ${JSON.stringify(endpoint)}: it must be one of ${REGION_KEYS.join(', ')}.`,
    );
  }
}

function checkNames(names: unknown): void {
  if (names === undefined) return;
  // A text has a length too, and would be taken for a list of letters.
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string' && name.trim() !== '')) {
    throw new TypeError('integrationNames must be a list of names, none of them empty.');
  }
  if (names.length === 0) throw new TypeError('integrationNames is empty: it must hold a name.');
}
