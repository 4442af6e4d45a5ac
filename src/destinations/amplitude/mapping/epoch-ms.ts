import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);

const INTEGER = /^-?\d+$/;
const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/;
const DIGITS_OF_SECONDS = 10;

/**
 * Reads a time as milliseconds since 1970, the only form that Amplitude takes for `time` and `session_id`
 * (HTTP V2, "Set time values"). Ten digits are seconds. Text that is no number must start with an ISO date and is
 * UTC unless it names a zone: dayjs alone would read "1618245157710" as the year 1620. -1, "no session", stays.
 */
export function toEpochMs(value: unknown): number | undefined {
  if (typeof value === 'number') return scale(value);
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (INTEGER.test(text)) return scale(Number(text));
  if (!ISO_DATE.test(text)) return undefined;
  const parsed = dayjs.utc(text);
  return parsed.isValid() ? parsed.valueOf() : undefined;
}

function scale(value: number): number | undefined {
  if (!Number.isFinite(value)) return undefined;
  const isSeconds = String(Math.trunc(Math.abs(value))).length === DIGITS_OF_SECONDS;
  return Math.trunc(isSeconds ? value * 1000 : value);
}
