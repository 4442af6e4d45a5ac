import { InvalidArgumentError } from 'commander';
import { toEpochMs } from 'segment-actions-amplitude/api';

/** A parser for a flag that takes a whole number from `least` to `most`. */
export function toCount(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    }
    return value;
  };
}

/** Seconds, with a fraction if wanted, as milliseconds. */
export function toMilliseconds(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) throw new InvalidArgumentError('It must be a number of seconds.');
  return Number(text) * 1000;
}

/** A day or a moment, as epoch milliseconds. Without a zone it is UTC. */
export function toMoment(text: string): number {
  const time = toEpochMs(text);
  if (time === undefined)
    throw new InvalidArgumentError('It must be a date such as 2024-05-01 or 2024-05-01T12:00Z.');
  return time;
}
