import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { dropped, readText } from './read-value';

/** What Amplitude shows as the library of an identify and of a group, and of an event whose mapping names none. */
export const SEGMENT = 'segment';

/** What Amplitude shows as the library of an event. */
export function toLibrary(source: unknown, notices: Notice[]): string {
  if (!isJsonObject(source)) {
    if (!isBlank(source)) notices.push(dropped('library2', 'it is not an object'));
    return SEGMENT;
  }
  const isMapped = source.behavior === 'use_mapping';
  return (isMapped ? readText(source.mapping, 'library2.mapping', notices) : undefined) ?? SEGMENT;
}
