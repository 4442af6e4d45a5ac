import { toOrderKeys, type Parcel } from './item';

/** How many parcels tell a bad request from bad parcels. */
export const PROBES = 4;

/**
 * The parcel to send alone as probe 0, 1, 2 or 3: from the middle of that quarter on the first that overtakes no earlier
 * one of its user, else the very first. Each is one further on in its quarter than the last, so that parcels bad by a
 * regular pattern, such as every second one, are not hit every time.
 */
export function toProbe(parcels: Parcel[], number: number): Parcel[] {
  const start = Math.floor(((number + 0.5) / PROBES) * parcels.length) + number;
  const earlier = new Set(parcels.slice(0, start).flatMap(toOrderKeys));
  const free = parcels.slice(start).find((parcel) => {
    const keys = toOrderKeys(parcel);
    const overtakes = keys.some((key) => earlier.has(key));
    for (const key of keys) earlier.add(key);
    return !overtakes;
  });
  return free === undefined ? parcels.slice(0, 1) : [free];
}
