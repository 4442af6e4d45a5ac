import { type Explanation, type SubscriptionExplanation } from 'segment-actions-amplitude/runtime';
import { findRefusedField } from '../explain/find-refused-field';
import { toConditions } from '../explain/to-conditions';
import { type EventToSend, type ReadEvent } from '../input/read-event';
import { type PreviewRequest, type RequestRecorder } from './request-recorder';

/** What one subscription makes of an event. */
export interface PreviewCall {
  subscription: string;
  partnerAction: string;
  requests: PreviewRequest[];
  /** What is not sent as it was given. */
  notices: string[];
  /** Why the event would be refused; absent when it would be delivered. */
  refused?: string;
  /** The field that the refusal is about, where one alone is to blame. */
  field?: string;
}

/** A trigger that lets an event pass only in part: the conditions that fail. */
export interface NearMiss {
  subscription: string;
  conditions: { condition: string; value: unknown }[];
}

export interface EventPreview {
  /** Where the event stands. */
  place: string;
  event?: Record<string, unknown>;
  calls: PreviewCall[];
  /** As `send` would count it. */
  outcome: 'delivered' | 'rejected' | 'unmatched' | 'opted-out';
  /** Why nothing would be sent. */
  reason?: string;
  /** Of an event that no subscription takes: those that ask for more than it has. */
  nearMisses?: NearMiss[];
}

/** What `send` would do with an event, request by request. */
export async function previewEvent(
  read: ReadEvent,
  place: string,
  origin: string,
  recorder: RequestRecorder,
): Promise<EventPreview> {
  if ('problem' in read) return { place, calls: [], outcome: 'rejected', reason: read.problem };
  const { event } = read;
  const { runtime } = recorder;
  const route = runtime.route({ origin, ...read });
  const explanation = runtime.explain({ origin, ...read });
  if (route.outcome !== 'matched') {
    const nearMisses = toNearMisses(explanation);
    const { outcome, reason } = route;
    return { place, event, calls: [], outcome, reason, ...(nearMisses.length > 0 && { nearMisses }) };
  }
  const calls: PreviewCall[] = [];
  for (const explained of explanation.subscriptions) {
    if (!route.subscriptions.includes(explained.subscription)) continue;
    calls.push(await previewCall(read, explained, origin, recorder));
  }
  const [first] = calls;
  // What the runtime says about the event itself stands with its first subscription.
  first?.notices.unshift(...explanation.notices.map(({ text }) => text));
  const isRefused = calls.some(({ refused }) => refused !== undefined);
  return { place, event, calls, outcome: isRefused ? 'rejected' : 'delivered' };
}

/** The runtime explains what would be sent; an Amplitude on this machine says whether it would be taken. */
async function previewCall(
  read: EventToSend,
  explained: SubscriptionExplanation,
  origin: string,
  { runtime, takeRequests }: RequestRecorder,
): Promise<PreviewCall> {
  const { subscription, action, refusal } = explained;
  const notices = explained.notices.map(({ text }) => text);
  const call: PreviewCall = { subscription, partnerAction: action, requests: [], notices };
  if (refusal !== undefined) {
    const field = findRefusedField(explained)?.field;
    return { ...call, refused: refusal, ...(field !== undefined && { field }) };
  }
  const [answer] = await runtime.deliver([{ origin, ...read, subscriptions: [subscription] }]);
  const isDelivered = answer?.outcome === 'delivered';
  return {
    ...call,
    requests: takeRequests(),
    ...(!isDelivered && { refused: answer?.reason ?? 'no answer' }),
  };
}

/** Triggers of which a part holds: the others are about other calls altogether. */
function toNearMisses({ subscriptions }: Explanation): NearMiss[] {
  return subscriptions.flatMap(({ subscription, trigger }) => {
    const conditions = toConditions(trigger);
    const failed = conditions.filter(({ holds }) => !holds);
    if (trigger.holds || failed.length === conditions.length) return [];
    return [
      {
        subscription,
        conditions: failed.map(({ condition, value = null }) => ({ condition, value })),
      },
    ];
  });
}
