import { type Subscription } from 'segment-actions-amplitude/runtime';
import { type ReadEvent } from '../input/read-event';
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
}

/** What `send` would do with an event, request by request. */
export async function previewEvent(
  read: ReadEvent,
  place: string,
  origin: string,
  recorder: RequestRecorder,
  subscriptions: readonly Subscription[],
): Promise<EventPreview> {
  if ('problem' in read) return { place, calls: [], outcome: 'rejected', reason: read.problem };
  const { event } = read;
  const route = recorder.runtime.route({ origin, ...read });
  if (route.outcome !== 'matched')
    return { place, event, calls: [], outcome: route.outcome, reason: route.reason };
  const calls: PreviewCall[] = [];
  for (const name of route.subscriptions) {
    const partnerAction = subscriptions.find((entry) => entry.name === name)?.partnerAction ?? '';
    calls.push({ subscription: name, partnerAction, ...(await previewCall(event, name, origin, recorder)) });
  }
  const isRefused = calls.some(({ refused }) => refused !== undefined);
  return { place, event, calls, outcome: isRefused ? 'rejected' : 'delivered' };
}

/** One subscription at a time, so that each request is shown below its own. */
async function previewCall(
  event: Record<string, unknown>,
  subscription: string,
  origin: string,
  { runtime, takeRequests }: RequestRecorder,
): Promise<Pick<PreviewCall, 'requests' | 'notices' | 'refused'>> {
  const [answer] = await runtime.deliver([{ origin, event, subscriptions: [subscription] }]);
  const notices = answer?.notices.map(({ text }) => text) ?? [];
  const refused = answer?.outcome === 'delivered' ? {} : { refused: answer?.reason ?? 'no answer' };
  return { requests: takeRequests(), notices, ...refused };
}
