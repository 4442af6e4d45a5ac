/** The most requests for `bad` events among `count` that Amplitude refuses without naming them: 2k⌈log₂(n/k)⌉ + 2k + 1. */
export function toMostRequests(count: number, bad: number): number {
  return bad === 0 ? 1 : 2 * bad * Math.ceil(Math.log2(count / bad)) + 2 * bad + 1;
}
