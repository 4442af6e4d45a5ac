import type { EventInput, Explanation, Runtime } from 'segment-actions-amplitude/runtime';

/** Why an event leads to no request at all, in one sentence; undefined when it leads to one. */
export function whyNotSent(
  runtime: Runtime,
  input: EventInput,
  { stopped, subscriptions }: Explanation,
): string | undefined {
  if (stopped) return stopped.reason;
  const route = runtime.route(input);
  if (route.outcome !== 'matched') return route.reason;
  const due = subscriptions.filter(({ subscription }) => route.subscriptions.includes(subscription));
  if (due.some(({ items }) => items.length > 0)) return undefined;
  return due.map(({ refusal }) => refusal).find(Boolean) ?? 'Nothing in it is for Amplitude.';
}
