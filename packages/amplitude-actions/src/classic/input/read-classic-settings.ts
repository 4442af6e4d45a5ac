import type { ClassicNote } from '../classic-note';
import { classicDefaults, type ClassicSettings } from '../classic-settings';
import { ClassicSettingsError } from '../classic-settings-error';
import { unwrapSettings } from './exported-shapes';
import { Malformed } from './malformed';
import { nearSettingName, SETTING_NAMES, toSettingName, type SettingName } from './setting-names';
import { isBlank, settingReaders } from './setting-readers';

/** What an export says. */
export interface ReadSettings {
  settings: ClassicSettings;
  /** The settings that it does not name, or leaves empty: they have Classic's default. */
  defaulted: SettingName[];
  /** On what was not read: names that are no settings, keys that are masked or missing. */
  notes: ClassicNote[];
}

/** Segment shows a secret as dots or stars and its last characters. */
const MASK = /[•●∙·…*]{2,}|^x{8,}/i;

/**
 * Classic settings in any shape that Segment hands out, checked and completed with Classic's defaults.
 *
 * @throws {ClassicSettingsError} naming every malformed setting at once. Values are never repeated: a setting may be a
 * secret.
 */
export function readClassicSettings(exported: unknown): ReadSettings {
  const given = Object.entries(unwrapSettings(exported));
  const read = new Map<SettingName, unknown>();
  const notes: ClassicNote[] = [];
  const problems: string[] = [];
  for (const [name, value] of given) {
    const setting = toSettingName(name);
    if (setting === undefined) notes.push(toUnknown(name));
    else if (isMasked(setting, value)) notes.push(toMasked(setting));
    else if (!isBlank(value)) read.set(setting, readValue(setting, value, problems));
  }
  if (given.every(([name]) => toSettingName(name) === undefined)) problems.unshift(NOTHING_KNOWN);
  if (problems.length > 0) throw new ClassicSettingsError(problems);
  return {
    settings: { apiKey: '', ...classicDefaults, ...Object.fromEntries(read) },
    defaulted: SETTING_NAMES.filter((name) => !read.has(name) && !isKey(name)),
    notes,
  };
}

const NOTHING_KNOWN =
  'It holds no setting of Amplitude Classic: give an object such as {"apiKey": "…", "trackAllPages": true}.';

const isKey = (name: SettingName) => name === 'apiKey' || name === 'secretKey';
const isMasked = (name: SettingName, value: unknown) =>
  isKey(name) && typeof value === 'string' && MASK.test(value);

function readValue(name: SettingName, value: unknown, problems: string[]): unknown {
  try {
    return settingReaders[name](value);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    problems.push(`"${name}" ${error.message}.`);
    return undefined;
  }
}

function toUnknown(name: string): ClassicNote {
  const near = nearSettingName(name);
  const hint = near === undefined ? '' : ` Did you mean "${near}"?`;
  return {
    setting: name,
    effect: 'unknown',
    note: `This is not a setting of Amplitude Classic and was not read.${hint}`,
  };
}

function toMasked(setting: SettingName): ClassicNote {
  return {
    setting,
    effect: 'needs_you',
    note: 'The export shows only the end of this key: fill it in from the General tab of the Amplitude project.',
  };
}
