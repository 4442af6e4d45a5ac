import { readDateText } from './date-text';
import { readIso } from './iso-text';

/** Longer than any date that people or programs write. */
const LONGEST_TEXT = 100;
const FIRST_OF_2101 = Date.UTC(2101, 0, 1);
const DIGITS = /^\+?([1-9]\d*)(?:\.\d+)?$/;

/** How many milliseconds one unit is, by the digits before the point. Each size holds the years 1973 to 2286. */
const UNIT_BY_DIGITS = new Map([
  [9, 1000],
  [10, 1000],
  [12, 1],
  [13, 1],
  [15, 1e-3],
  [16, 1e-3],
  [18, 1e-6],
  [19, 1e-6],
]);

/**
 * Reads a time as milliseconds since 1970, the only form that Amplitude takes for `time` and `session_id`
 * (HTTP V2, "Set time values"). A number is told by its size: seconds, milliseconds, microseconds or nanoseconds. Text
 * that is no such number is a date, as `readDateText` reads it; without a zone it is UTC. What is before 1970 or
 * after 2100, and whatever cannot be read, is undefined: never a guess.
 *
 * @example toEpochMs('2021-04-12 18:32:37 +02:00') // 1618245157000
 */
export function toEpochMs(value: unknown): number | undefined {
  if (value === latest.value) return latest.epoch;
  const epoch = value instanceof Date ? value.getTime() : read(value);
  const known = epoch !== undefined && epoch >= 0 && epoch < FIRST_OF_2101 ? epoch : undefined;
  // A date may be changed after it was read.
  if (typeof value === 'string') latest = { value, epoch: known };
  return known;
}

/** A runtime reads an event's timestamp, and its mapping reads the same text again. */
let latest: { value: unknown; epoch: number | undefined } = { value: undefined, epoch: undefined };

function read(value: unknown): number | undefined {
  if (typeof value !== 'string') return typeof value === 'number' ? readDigits(String(value)) : undefined;
  const text = value.trim();
  if (text === '' || text.length > LONGEST_TEXT) return undefined;
  return readIso(text) ?? readDigits(text) ?? readDateText(text);
}

function readDigits(text: string): number | undefined {
  const digits = DIGITS.exec(text)?.[1];
  const unit = digits && UNIT_BY_DIGITS.get(digits.length);
  // Rounded far below a millisecond first: 1634400027.029 × 1000 is a little less than it should be.
  return unit ? Math.floor(Number((Number(text) * unit).toFixed(3))) : undefined;
}
