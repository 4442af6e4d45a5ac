import type { AmplitudeObject } from '../amplitude-event';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';

const LONGEST_TEXT = 1024;
const MOST_LEVELS = 40;
const MOST_GROUP_TYPES = 5;
const MOST_GROUP_NAMES = 10;

/**
 * Tells what Amplitude cuts without a word: text over 1,024 characters, objects over 40 levels, more than 5 types of
 * groups or 10 groups (HTTP V2, "Upload limit" and "String character limit"). It is sent as it is.
 *
 * @param json The object as it is sent.
 */
export function noticeLimits(object: AmplitudeObject, json: string, notices: Notice[]): void {
  noticeGroups(object.groups, notices);
  if (json.length <= LONGEST_TEXT && !mayBeDeep(json)) return;
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (typeof value === 'string' ? value.length <= LONGEST_TEXT : typeof value !== 'object') continue;
    const fault = findFault(value, 0);
    if (fault !== undefined) notices.push(cut(key, fault));
  }
}

/** Every level opens with a brace or a bracket: most events have fewer of them than Amplitude takes levels. */
function mayBeDeep(json: string): boolean {
  return countUpTo(MOST_LEVELS, '{', json) + countUpTo(MOST_LEVELS, '[', json) > MOST_LEVELS;
}

function countUpTo(most: number, character: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0 && count <= most; at = text.indexOf(character, at + 1))
    count += 1;
  return count;
}

function findFault(value: unknown, level: number): string | undefined {
  if (typeof value === 'string') return value.length > LONGEST_TEXT ? TEXT_FAULT : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (level >= MOST_LEVELS) return `it has more than ${MOST_LEVELS} levels`;
  for (const key in value) {
    const fault = findFault((value as Record<string, unknown>)[key], level + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function noticeGroups(groups: unknown, notices: Notice[]): void {
  if (!isJsonObject(groups)) return;
  const names = Object.values(groups);
  if (names.length > MOST_GROUP_TYPES) {
    notices.push(cut('groups', `there are more than ${MOST_GROUP_TYPES} types of groups`));
  } else if (names.flat().length > MOST_GROUP_NAMES) {
    notices.push(cut('groups', `there are more than ${MOST_GROUP_NAMES} groups`));
  }
}

const TEXT_FAULT = `it holds text of more than ${LONGEST_TEXT.toLocaleString('en')} characters`;

function cut(field: string, fault: string): Notice {
  return { name: 'cut_by_amplitude', field, text: `Amplitude keeps only a part of ${field}: ${fault}.` };
}
