/**
 * The session that another of the site's domains hands over in the address, as Amplitude's Browser SDK reads it:
 * `ampSessionId`, and `ampTimestamp`, the time until which it counts (for ever where there is none). 0 without one.
 */
export function readHandover(search: string, { now, length }: { now: number; length: number }): number {
  const query = new URLSearchParams(search);
  const id = Math.trunc(Number(query.get('ampSessionId')));
  // An id of the future would outlive every session after it.
  return id - now < length && now < Number(query.get('ampTimestamp') ?? Infinity) ? id : 0;
}
