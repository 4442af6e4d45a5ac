import type { Notice } from '../notice';
import { isBlank } from './blank';
import { toEpochMs } from './epoch-ms';
import type { Reader } from './read-value';

const NO_SESSION = -1;

/** `time` in milliseconds since 1970. Without it Amplitude dates the event at its arrival. */
export const readTime: Reader<number> = (value, field, notices) => {
  const epoch = toEpochMs(value);
  if (epoch === undefined && !isBlank(value)) notices.push(unreadable('time_unreadable', field));
  return epoch;
};

/**
 * `session_id` in milliseconds since 1970; -1, outside any session, stays. `false` is what a path through a
 * switched-off integration yields: an opt-out, and no value.
 */
export const readSession: Reader<number> = (value, field, notices) => {
  if (value === NO_SESSION || value === String(NO_SESSION)) return NO_SESSION;
  const epoch = toEpochMs(value);
  if (epoch === undefined && !isBlank(value) && value !== false && value !== 'false') {
    notices.push(unreadable('session_unreadable', field));
  }
  return epoch;
};

function unreadable(name: Notice['name'], field: string): Notice {
  return {
    name,
    field,
    text: `Left ${field} out: it is no time between 1970 and 2100, such as "2026-03-01T12:00:00Z" or milliseconds since 1970.`,
  };
}
