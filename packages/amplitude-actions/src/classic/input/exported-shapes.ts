import { isJsonObject } from 'segment-actions-amplitude/api';
import { ClassicSettingsError } from '../classic-settings-error';

type JsonObject = Record<string, unknown>;

const CLASSIC = { id: '54521fd525e721e32a72ee91', slug: 'amplitude' };
const ACTIONS = { id: '5f7dd6d21ad74f3842b1fc47', slug: 'actions-amplitude' };

/** Keys that Segment adds to the settings of a destination for analytics.js: how to load it, not what it does. */
const TRANSPORT_KEYS = [
  'type',
  'bundlingStatus',
  'unbundledIntegrations',
  'maybeBundledConfigIds',
  'versionSettings',
  'componentTypes',
  'consentSettings',
  'consent',
];

/**
 * The settings by name, whichever way Segment handed them out: plain; the Public API's answer or one of its destinations;
 * the older Config API with its list of `{ name: "…/config/apiKey", value }`; what analytics.js loads for a source.
 *
 * @throws {ClassicSettingsError} when there are none, or when they are those of Amplitude (Actions).
 */
export function unwrapSettings(exported: unknown): JsonObject {
  if (Array.isArray(exported)) return fromList(exported);
  if (!isJsonObject(exported)) {
    throw new ClassicSettingsError([
      'The settings must be one object, such as {"apiKey": "…", "trackAllPages": true}.',
    ]);
  }
  for (const inner of [exported.data, exported.destination, exported.destinations]) {
    if (isJsonObject(inner) || Array.isArray(inner)) return unwrapSettings(inner);
  }
  if (isJsonObject(exported.integrations)) return fromSource(exported.integrations);
  if (isOf(exported, ACTIONS)) {
    throw new ClassicSettingsError([
      'These are the settings of Amplitude (Actions), which needs no migration: export those of the destination "Amplitude".',
    ]);
  }
  if (Array.isArray(exported.config)) return fromList(exported.config);
  return isJsonObject(exported.settings) ? unwrapSettings(exported.settings) : exported;
}

/** A list of the Config API's settings, or of destinations. */
function fromList(list: readonly unknown[]): JsonObject {
  const objects = list.filter(isJsonObject);
  const settings = objects.filter(({ name }) => typeof name === 'string' && name.includes('/config/'));
  if (settings.length > 0) {
    return Object.fromEntries(
      settings.map(({ name, value }) => [
        (typeof name === 'string' ? name : '').split('/').at(-1) ?? '',
        value,
      ]),
    );
  }
  const found = objects.length === 1 ? objects[0] : objects.find((each) => isOf(each, CLASSIC));
  if (found === undefined) {
    throw new ClassicSettingsError([
      `The list holds ${list.length} entries and none of them is the destination "Amplitude": give that one alone.`,
    ]);
  }
  return unwrapSettings(found);
}

/** Of all destinations of a source, those of Amplitude, without what tells analytics.js how to load it. */
function fromSource(integrations: JsonObject): JsonObject {
  const { Amplitude: settings } = integrations;
  if (!isJsonObject(settings)) {
    throw new ClassicSettingsError([
      'The settings of this source name no destination "Amplitude" under "integrations": export those of the source that sends to Amplitude Classic.',
    ]);
  }
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !TRANSPORT_KEYS.includes(name)));
}

/** Whether a destination is of this kind, by its metadata (Public API) or its name (Config API). */
function isOf(destination: JsonObject, { id, slug }: typeof CLASSIC): boolean {
  const { metadata, name } = destination;
  if (isJsonObject(metadata)) return metadata.id === id || metadata.slug === slug;
  return typeof name === 'string' && name.endsWith(`/destinations/${slug}`);
}
