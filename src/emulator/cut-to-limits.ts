import { isJsonObject, type JsonObject } from './json-object';
import type { Limits } from './limits';
import type { WireIdentity } from './wire-event';

/** Called with the path of each value that is shortened or left out. */
type OnCut = (path: string) => void;

const CUT_KEYS = ['user_id', 'device_id', 'event_properties', 'user_properties', 'group_properties'] as const;

/**
 * The item as Amplitude keeps it: text cut at 1,024 characters, layers below the fortieth and groups beyond
 * 5 types and 10 values left out, all without a word ("HTTP V2", limits). The same object where nothing is over.
 */
export function cutToLimits<Item extends WireIdentity>(item: Item, limits: Limits, onCut?: OnCut): Item {
  let result: Item = item;
  const put = (key: string, value: unknown): void => {
    if (value === item[key]) return;
    if (result === item) result = { ...item };
    (result as JsonObject)[key] = value;
  };
  for (const key of CUT_KEYS)
    if (item[key] !== undefined) put(key, cutValue(item[key], key, 0, limits, onCut));
  if (isJsonObject(item.groups)) put('groups', cutGroups(item.groups, limits, onCut));
  return result;
}

function cutValue(value: unknown, path: string, depth: number, limits: Limits, onCut?: OnCut): unknown {
  if (typeof value === 'string') {
    if (value.length <= limits.textCharacters) return value;
    onCut?.(path);
    return value.slice(0, limits.textCharacters);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= limits.objectDepth) {
    onCut?.(path);
    return undefined;
  }
  return Array.isArray(value)
    ? cutList(value as unknown[], path, depth, limits, onCut)
    : cutObject(value as JsonObject, path, depth, limits, onCut);
}

function cutList(list: unknown[], path: string, depth: number, limits: Limits, onCut?: OnCut): unknown[] {
  const cut = list.map((value, index) => cutValue(value, `${path}[${index}]`, depth + 1, limits, onCut));
  return cut.some((value, index) => value !== list[index])
    ? cut.filter((value) => value !== undefined)
    : list;
}

function cutObject(
  object: JsonObject,
  path: string,
  depth: number,
  limits: Limits,
  onCut?: OnCut,
): JsonObject {
  let result = object;
  for (const key of Object.keys(object)) {
    const value = cutValue(object[key], `${path}.${key}`, depth + 1, limits, onCut);
    if (value === object[key]) continue;
    if (result === object) result = { ...object };
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result;
}

/** The first types and values count; the rest is not tracked ("HTTP V2, groups"). */
function cutGroups(groups: JsonObject, limits: Limits, onCut?: OnCut): JsonObject {
  const entries = Object.entries(groups);
  const values = entries.reduce((sum, [, value]) => sum + (Array.isArray(value) ? value.length : 1), 0);
  if (entries.length <= limits.groupTypes && values <= limits.groupValues) return groups;
  let left = limits.groupValues;
  const kept: JsonObject = {};
  for (const [type, value] of entries.slice(0, limits.groupTypes)) {
    const list: unknown[] = Array.isArray(value) ? value : [value];
    const fits = list.slice(0, left);
    left -= fits.length;
    if (fits.length > 0) kept[type] = Array.isArray(value) ? fits : value;
    if (fits.length < list.length) onCut?.(`groups.${type}`);
  }
  for (const [type] of entries.slice(limits.groupTypes)) onCut?.(`groups.${type}`);
  return kept;
}
