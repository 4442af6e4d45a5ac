import type { SegmentEvent } from '@segment/actions-core';
import type { Subscription } from './subscription';

export type Route = { subscriptions: Subscription[] } | { unmatched: string };

/**
 * The subscriptions an event goes to, or the reason that there is none.
 * `only` holds the names a dead letter is to be tried with again; names that are gone count for nothing.
 */
export function routeEvent(
  event: SegmentEvent,
  subscriptions: readonly Subscription[],
  only?: readonly string[],
): Route {
  const matching = subscriptions.filter((subscription) => subscription.matches(event));
  const named = matching.filter(({ name }) => only?.includes(name));
  if (matching.length > 0) return { subscriptions: named.length > 0 ? named : matching };
  return { unmatched: toReason(event.type, subscriptions) };
}

const EVENT_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'];

function toReason(type: unknown, subscriptions: readonly Subscription[]): string {
  if (typeof type !== 'string' || type === '') return 'an event without a type';
  if (!EVENT_TYPES.includes(type)) return `an unknown type, ${JSON.stringify(type.slice(0, 40))}`;
  const isNamed = subscriptions.some(({ subscribe }) => subscribe.includes(`"${type}"`));
  return isNamed ? `${type}: none of the conditions holds` : `${type}: no subscription for this type`;
}
