import { parseFql, validate } from '@segment/destination-subscriptions';
import { type JSONObject, type SegmentEvent } from '@segment/actions-core';

/** As Segment saves one: which events (`subscribe`, FQL) go through which action with which mapping. */
export interface SubscriptionEntry {
  name: string;
  subscribe: string;
  partnerAction: string;
  mapping: JSONObject;
}

/** An entry that is ready to be asked. */
export interface Subscription extends SubscriptionEntry {
  matches(event: SegmentEvent): boolean;
}

/** The reason an FQL text cannot be read; undefined when it can. */
export function fqlProblem(subscribe: string): string | undefined {
  const parsed = parseFql(subscribe);
  return 'error' in parsed ? parsed.error.message : undefined;
}

/** Parses the trigger once: a file has a million events and five triggers. */
export function toSubscription(entry: SubscriptionEntry): Subscription {
  const trigger = parseFql(entry.subscribe);
  return { ...entry, matches: (event) => validate(trigger, event) };
}
