import { type Destination, type JSONObject, type SegmentEvent } from '@segment/actions-core';
import type { Settings } from '../../src';
import { routeEvent } from '../../packages/amplitude-actions/src/subscriptions/route-event';
import type { Subscription } from '../../packages/amplitude-actions/src/subscriptions/subscription';
import type { ObservedRequest } from './observed-request';

/** What came of one Segment event. */
export interface Sending {
  requests: ObservedRequest[];
  /** Duplicates among what was sent: Amplitude answers 200 and keeps one. */
  duplicates: number;
  /** Why nothing, or not all, was delivered: one sentence each. */
  problems: string[];
}

export interface Sender {
  destination: Destination<Settings>;
  settings: Settings;
  subscriptions: readonly Subscription[];
  /** Takes what the emulator has seen since the last call. */
  observe(this: void): { requests: ObservedRequest[]; duplicates: number };
}

/**
 * Sends an event as a host does: triggers first, then one subscription a call, so that one refusal does not hide what
 * the others did.
 */
export async function sendEvent(event: SegmentEvent, sender: Sender): Promise<Sending> {
  const { destination, settings, subscriptions, observe } = sender;
  const route = routeEvent(event, subscriptions);
  if ('unmatched' in route)
    return { requests: [], duplicates: 0, problems: [`No trigger: ${route.unmatched}.`] };
  const problems: string[] = [];
  for (const { name, subscribe, partnerAction, mapping } of route.subscriptions) {
    const call: JSONObject = { ...settings, subscription: { name, subscribe, partnerAction, mapping } };
    try {
      await destination.onEvent(event, call);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
    // The framework keeps every response until somebody empties the list.
    destination.responses.length = 0;
  }
  return { ...observe(), problems };
}
