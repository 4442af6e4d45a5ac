import { toOrderKeys, type EncodedItem } from './item';

/** How many single items tell a bad request from bad items. */
export const SAMPLES = 4;

/**
 * The item to send alone as sample 0, 1, 2 or 3: from the middle of that quarter on the first that overtakes no earlier
 * one of its user, else the very first. Each is one further on in its quarter than the last, so that items that are bad
 * by a regular pattern, such as every second one, are not hit every time.
 */
export function toSample(items: EncodedItem[], number: number): EncodedItem[] {
  const start = Math.floor(((number + 0.5) / SAMPLES) * items.length) + number;
  const earlier = new Set(items.slice(0, start).flatMap(toOrderKeys));
  const free = items.slice(start).find((item) => {
    const keys = toOrderKeys(item);
    const overtakes = keys.some((key) => earlier.has(key));
    for (const key of keys) earlier.add(key);
    return !overtakes;
  });
  return free === undefined ? items.slice(0, 1) : [free];
}
