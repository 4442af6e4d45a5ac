import type { AmplitudeObject } from '../../destinations/amplitude/amplitude-event';
import type { Notice } from '../../destinations/amplitude/notice';
import type { ActionKey } from '../subscription';

/** One condition of a trigger, and the value that it met. */
export interface ConditionExplanation {
  /** The condition in Segment's query language: `event = "Signed Up"`. */
  condition: string;
  /** Where in the event it looks: `properties.plan`. */
  path: string;
  /** What the event holds there; undefined when it holds nothing. */
  value: unknown;
  holds: boolean;
}

/** Conditions of which all (`and`) or one (`or`) must hold. */
export interface TriggerExplanation {
  operator: 'and' | 'or';
  conditions: (ConditionExplanation | TriggerExplanation)[];
  holds: boolean;
}

/** A field of the action, and where its value comes from. */
export interface FieldExplanation {
  field: string;
  /** As it is handed to the action; undefined when the mapping yields nothing, or nothing that the field can hold. */
  value: unknown;
  /** Every path that the mapping names, and what the event holds there. */
  sources: { path: string; value: unknown }[];
}

/** One object that would go to Amplitude. */
export interface ItemExplanation {
  endpoint: string;
  object: AmplitudeObject;
  /** Which fields decide about each key of the object. */
  fieldsByKey: Record<string, string[]>;
}

/** What a subscription makes of an event. */
export interface SubscriptionExplanation {
  subscription: string;
  action: ActionKey;
  trigger: TriggerExplanation;
  /** The rest is there only for an event that the trigger lets through. */
  fields: FieldExplanation[];
  /** Why the event can never be delivered through it. */
  refusal?: string;
  items: ItemExplanation[];
  /** What is not sent as it was given, with the field. */
  notices: Notice[];
}

/** What a runtime makes of an event, without sending it. */
export interface Explanation {
  /** Why the event reaches no subscription at all. */
  stopped?: { outcome: 'rejected' | 'opted-out'; reason: string };
  /** The event as subscriptions see it: its type in lower case, with a messageId and a timestamp. */
  event?: object;
  notices: Notice[];
  subscriptions: SubscriptionExplanation[];
}
