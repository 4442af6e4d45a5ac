import { get, getFieldValueKeys, type FieldValue } from '@segment/actions-core';
import type { SegmentCall } from '../read-event/read-event';
import { readRoutable, type NamedSubscription, type Routing } from '../route-event';
import type { EventInput } from '../runtime';
import type { Explanation, FieldExplanation, SubscriptionExplanation } from './explanation';
import { explainTrigger } from './explain-trigger';
import { traceKeys } from './trace-keys';

/** What becomes of an event, step by step, without IO. Never throws for what is wrong with the event. */
export function explainEvent(input: EventInput, routing: Routing): Explanation {
  const read = readRoutable(input, routing.integrationNames);
  if ('answer' in read) {
    const { outcome, reason = '' } = read.answer;
    const stopped = { outcome: outcome === 'opted-out' ? outcome : 'rejected', reason } as const;
    return { stopped, notices: [], subscriptions: [] };
  }
  const { event, notices } = read;
  return {
    event,
    notices,
    subscriptions: routing.subscriptions.map((each) => explainSubscription(event, each)),
  };
}

function explainSubscription(event: SegmentCall, subscription: NamedSubscription): SubscriptionExplanation {
  const { name, compiled } = subscription;
  const trigger = explainTrigger(compiled.subscribe, event);
  const explanation: SubscriptionExplanation = {
    subscription: name,
    action: compiled.action,
    trigger,
    fields: [],
    items: [],
    notices: [],
  };
  if (!trigger.holds) return explanation;
  try {
    const { payload: shaped, notices } = compiled.toPayload(event);
    const payload = Object.fromEntries(Object.entries(shaped).filter(([, value]) => value !== undefined));
    explanation.notices.push(...notices);
    explanation.fields.push(...toFields(compiled.mapping, payload, event));
    explanation.notices.push(...compiled.toItems(payload).notices);
    explanation.items.push(...traceKeys(payload, compiled.toItems));
  } catch (error) {
    explanation.refusal = error instanceof Error ? error.message : String(error);
    // Without a payload there still is what the mapping looked at.
    if (explanation.fields.length === 0) explanation.fields.push(...toFields(compiled.mapping, {}, event));
  }
  return explanation;
}

/** Fields with a value or a mapping; the hidden ones that the runtime fills stand at the end. */
function toFields(
  mapping: Record<string, unknown>,
  payload: Record<string, unknown>,
  event: SegmentCall,
): FieldExplanation[] {
  const names = new Set([...Object.keys(mapping), ...Object.keys(payload)]);
  return [...names].map((field) => ({
    field,
    value: payload[field],
    sources: toPaths(mapping[field]).map((path) => ({ path, value: get(event, path.replace('$.', '')) })),
  }));
}

function toPaths(value: unknown): string[] {
  // The framework's own list; it takes any value, though its type says less.
  const paths: unknown[] = getFieldValueKeys(value as FieldValue);
  return [...new Set(paths.filter((path) => typeof path === 'string'))];
}
