import { isJsonObject } from '../../../json-object';
import type { Groups } from '../amplitude-event';
import type { Notice } from '../notice';
import { isBlank, setKey } from './blank';
import { dropped, type Reader } from './read-value';

/**
 * Groups by type, each a name or a list of names (HTTP V2, "groups"). A number becomes text; anything else is no name of
 * a group and is dropped.
 */
export const readGroups: Reader<Groups> = (value, field, notices) => {
  if (!isJsonObject(value)) {
    if (!isBlank(value)) notices.push(dropped(field, 'it is not an object of group types'));
    return undefined;
  }
  const groups: Groups = {};
  for (const type of Object.keys(value)) {
    if (isBlank(type)) {
      if (!isBlank(value[type])) notices.push(dropped(field, 'a group has no type'));
      continue;
    }
    const names = readNames(value[type], `${field}.${type}`, notices);
    if (names !== undefined) setKey(groups, type, names);
  }
  return Object.keys(groups).length === 0 ? undefined : groups;
};

function readNames(value: unknown, field: string, notices: Notice[]): string | string[] | undefined {
  if (!Array.isArray(value)) return readGroupName(value, field, notices);
  const names = value.flatMap((each) => readGroupName(each, field, notices) ?? []);
  return names.length === 0 ? undefined : names;
}

/** The name of one group. */
export const readGroupName: Reader<string> = (value, field, notices) => {
  if (isBlank(value)) return undefined;
  if (typeof value === 'string') return value;
  if (Number.isFinite(value) || typeof value === 'bigint') return String(value);
  notices.push(dropped(field, 'the name of a group is text'));
  return undefined;
};
