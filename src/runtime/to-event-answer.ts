import { isRetryable } from '../destinations/amplitude/api/outcome';
import type { DeliveredPayload } from '../destinations/amplitude/api/deliver-payloads';
import type { Notice } from '../destinations/amplitude/notice';
import type { EventAnswer, Outcome, SubscriptionDelivery } from './runtime';

const DELIVERED = 200;

/** What became of an event whose subscriptions all have an answer. */
export function toEventAnswer(deliveries: SubscriptionDelivery[], notices: Notice[]): EventAnswer {
  if (deliveries.every(({ status }) => status === DELIVERED)) {
    return { outcome: 'delivered', deliveries, notices };
  }
  const open = deliveries.find(({ status }) => isRetryable(status));
  const refused = deliveries.find(({ status }) => status !== DELIVERED && !isRetryable(status));
  const { message } = open ?? refused ?? {};
  const outcome: Outcome = open ? 'retry' : 'rejected';
  return { outcome, ...(message !== undefined && { reason: message }), deliveries, notices };
}

export function toSubscriptionDelivery(
  subscription: string,
  { answer }: DeliveredPayload,
): SubscriptionDelivery {
  const delivery: SubscriptionDelivery = { subscription, status: answer.status };
  if ('errormessage' in answer) delivery.message = answer.errormessage;
  if (answer.sent !== undefined) delivery.sent = answer.sent as object;
  if (answer.body !== undefined) delivery.body = answer.body;
  return delivery;
}

/** The answer for an event that goes nowhere. */
export function withoutDelivery(outcome: Outcome, reason: string): EventAnswer {
  return { outcome, reason, deliveries: [], notices: [] };
}
