/**
 * When an event happened, in milliseconds since 1970. analytics.js passes on the `timestamp` it is given as it is:
 * a date, ISO text, a number, digits as text, null or garbage. What cannot be read is `now`.
 */
export function readEventTime(timestamp: unknown, now: number): number {
  const isText = typeof timestamp === 'string' && !/^\d+$/.test(timestamp);
  const time = isText ? Date.parse(timestamp) : Number(timestamp);
  return time > 0 && time < Infinity ? Math.trunc(time) : now;
}
