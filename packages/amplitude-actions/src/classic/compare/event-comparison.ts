import { type ClassicRule } from '../model/classic-rules';
import { type WireCall } from '../model/wire-call';
import { type RawDifference } from './differences';
import { type Refusal } from './run-subscriptions';

/** A difference between the two destinations, named and explained. */
export interface ClassicDifference extends RawDifference {
  /**
   * The name of a documented difference; `money` when an event is worth something else; else `missing`, `added`,
   * `changed`, `missing call`, `added call`, or `failed` for an event that could not be compared.
   */
  kind: string;
  /** Whether `docs/classic.md` explains it. One that it does not explain needs a look before the switch. */
  isDocumented: boolean;
  why: string;
  /** The rule by which the model of Classic says what it says, and whether that rule is certain. */
  rule: ClassicRule;
}

export interface EventComparison {
  /** Position in the events that were given, from 0. */
  index: number;
  messageId?: string;
  /** What Classic would have sent in cloud mode, by the model. */
  classic: WireCall[];
  /** What the new subscriptions send. */
  actions: WireCall[];
  /** Subscriptions that took the event and could not send it. */
  refusals: Refusal[];
  /** Which of the two the event keeps away by its `integrations`. */
  optedOut: { classic: boolean; actions: boolean };
  /** Why the event could not be compared. */
  failure?: string;
  differences: ClassicDifference[];
}
