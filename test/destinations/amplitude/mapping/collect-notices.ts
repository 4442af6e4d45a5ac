import type { Notice } from '../../../../src/destinations/amplitude/notice';

/** Runs a mapping: what it answers, and the names and fields of its notices. */
export function collectNotices<T>(map: (notices: Notice[]) => T) {
  const notices: Notice[] = [];
  const value = map(notices);
  return {
    value,
    notices,
    names: notices.map(({ name }) => name),
    fields: notices.map(({ field }) => field),
  };
}
