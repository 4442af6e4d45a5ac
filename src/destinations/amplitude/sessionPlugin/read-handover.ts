/**
 * The session that another of the site's domains hands over in the address, as Amplitude's Browser SDK reads it:
 * `ampSessionId`, and `ampTimestamp`, the time until which it counts (for ever where there is none).
 */
export function readHandover(
  search: string,
  { now, length }: { now: number; length: number },
): number | undefined {
  const query = new URLSearchParams(search);
  const id = Number(query.get('ampSessionId'));
  const expires = query.get('ampTimestamp');
  // An id of the future would outlive every session after it.
  const isSession = Number.isInteger(id) && id > 0 && id - now < length;
  return isSession && (expires === null || now < Number(expires)) ? id : undefined;
}
