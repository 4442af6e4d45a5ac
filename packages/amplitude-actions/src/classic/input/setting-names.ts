import { distance } from 'fastest-levenshtein';
import { classicDefaults, type ClassicSettings } from '../classic-settings';

export type SettingName = keyof ClassicSettings;

/** All settings, in the order of {@link ClassicSettings}. */
export const SETTING_NAMES: readonly SettingName[] = [
  'apiKey',
  ...(Object.keys(classicDefaults) as Exclude<SettingName, 'apiKey'>[]),
];

/** How Segment's app and documentation name the settings whose label is not their key in words. */
const LABELS: Readonly<Record<string, SettingName>> = {
  'Set Device ID From URL Parameter amp_device_id': 'deviceIdFromUrlParam',
  'Event Upload Period Millis (for batching events)': 'eventUploadPeriodMillis',
  'Event Upload Threshold (for batching events)': 'eventUploadThreshold',
  'Append Fields To Event Properties': 'appendFieldsToEventProps',
  'Map Query Params to Custom Property': 'mapQueryParams',
  'Save Referrer, URL Params, GCLID Once Per Session': 'saveParamsReferrerOncePerSession',
  'Enable Alias': 'sendAlias',
  'Endpoint Region': 'endpoint',
  'Track All Pages to Amplitude': 'trackAllPages',
  'Track All Screens': 'trackAllPagesV2',
  'Track Categorized Pages to Amplitude': 'trackCategorizedPages',
  'Track Named Pages to Amplitude': 'trackNamedPages',
  'Track Referrer to Amplitude': 'trackReferrer',
  'Track Session Events to Amplitude': 'trackSessionEvents',
  'Track UTM Properties to Amplitude.': 'trackUtmProperties',
  'Use AdvertisingId for DeviceId': 'useAdvertisingIdForDeviceId',
  'Send Custom Language and Country Properties': 'useCustomAmplitudeProperties',
  'Use Log Revenue V2 API': 'useLogRevenueV2',
};

/** What a name is once case, spaces, underscores and punctuation count for nothing. */
const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

const byPlainName = new Map<string, SettingName>([
  ...SETTING_NAMES.map((name) => [plain(name), name] as const),
  ...Object.entries(LABELS).map(([label, name]) => [plain(label), name] as const),
]);

/** The setting of this name, label or spelling (`apiKey`, `api_key`, `API Key`). */
export const toSettingName = (given: string): SettingName | undefined => byPlainName.get(plain(given));

const NEAR = 3;

/** The setting that somebody who wrote this probably meant. */
export function nearSettingName(given: string): SettingName | undefined {
  const ranked = [...byPlainName]
    .map(([name, setting]) => ({ setting, away: distance(plain(given), name) }))
    .sort((a, b) => a.away - b.away);
  const nearest = ranked[0];
  return nearest !== undefined && nearest.away <= NEAR ? nearest.setting : undefined;
}
