import type { actions } from '../destinations/amplitude/actions';

/** Key of an action that runs on a server. */
export type ActionKey = keyof typeof actions;
/** Fields of an action. */
export type FieldKey<Key extends ActionKey> = string & keyof (typeof actions)[Key]['fields'];
/** A constant, or a directive such as `{'@path': '$.userId'}`. */
export type MappingValue = string | number | boolean | null | object | undefined;

interface SubscriptionTo<Key extends ActionKey> {
  /** Names the subscription in answers and errors; unique within a runtime. */
  name: string;
  /** Which events, in Segment's query language: `type = "track" and event = "Signed Up"`. */
  subscribe: string;
  partnerAction: Key;
  /** What each field is made from. Absent: the default of every field. */
  mapping?: { [Field in FieldKey<Key>]?: MappingValue } | undefined;
}

/** As Segment saves one: which events go through which action with which mapping. */
export type Subscription = { [Key in ActionKey]: SubscriptionTo<Key> }[ActionKey];
