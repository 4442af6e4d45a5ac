/**
 * When an event happened, in milliseconds since 1970. analytics.js passes on the `timestamp` it is given as it is:
 * a date, ISO text, a number, digits as text, null or garbage. What cannot be read is `now`.
 */
export function readEventTime(timestamp: unknown, now: number): number {
  const number = Number(timestamp);
  const time = new Date(isNaN(number) ? String(timestamp) : number).getTime();
  return time > 0 ? time : now;
}
