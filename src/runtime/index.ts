export { Destination, defaultValues } from '@segment/actions-core';
export { parseFql, validate } from '@segment/destination-subscriptions';
export { isRetryable } from '../destinations/amplitude/api/outcome';
export { createRuntime } from './create-runtime';
export { readSubscriptions } from './read-subscriptions';
export { aliasSubscription, groupSubscription, presetSubscriptions } from './subscriptions';
export { createTransport } from './transport/create-transport';
export type { Answer, HttpRequest, Transport } from '../destinations/amplitude/api/transport';
export type { Notice } from '../destinations/amplitude/notice';
export type {
  EventAnswer,
  EventEnvelope,
  EventInput,
  EventRoute,
  Outcome,
  Runtime,
  RuntimeOptions,
  RuntimeSettings,
  SubscriptionDelivery,
} from './runtime';
export type { ActionKey, FieldKey, MappingValue, Subscription } from './subscription';
export type { ClosableTransport, TransportOptions } from './transport/create-transport';
export type {
  ConditionExplanation,
  Explanation,
  FieldExplanation,
  ItemExplanation,
  SubscriptionExplanation,
  TriggerExplanation,
} from './explain/explanation';
