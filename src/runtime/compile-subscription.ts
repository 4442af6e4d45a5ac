import { parseFql, validate } from '@segment/destination-subscriptions';
import { LRUCache } from 'lru-cache';
import { defaultValues } from '@segment/actions-core';
import { actions } from '../destinations/amplitude/actions';
import type { Mapped } from '../destinations/amplitude/api/deliver-payloads';
import { compileMapping, type RawPayload } from './compile-mapping/compile-mapping';
import type { SegmentCall } from './read-event/read-event';
import type { ActionKey, Subscription } from './subscription';
import { toValidator, type Validator, type ValidPayload } from './validate/to-validator';

/** Different subscriptions of which the compiled form is kept: customers share most of theirs. */
const MOST_KEPT = 5_000;

/** A subscription that is ready to run, without its name. */
export interface CompiledSubscription {
  action: ActionKey;
  /** The mapping in use, that of the subscription or the default of the action. */
  mapping: Record<string, unknown>;
  matches(event: SegmentCall): boolean;
  /** What the mapping yields, validated. Throws for an event that can never be delivered. */
  toPayload(event: SegmentCall): ValidPayload;
  /** What goes to Amplitude. Throws for a payload that can never be delivered. */
  toItems(payload: RawPayload): Mapped;
}

type Entry = Pick<Subscription, 'subscribe' | 'partnerAction' | 'mapping'>;

const compiled = new LRUCache<string, CompiledSubscription>({ max: MOST_KEPT });
const validators = new Map<string, Validator>();

/** Compiles a subscription, once for all runtimes that have the same. Throws for a mapping that the framework refuses. */
export function compileSubscription(entry: Entry, strict: boolean): CompiledSubscription {
  const { subscribe, partnerAction, mapping = defaultValues(actions[partnerAction].fields) } = entry;
  // Text: two customers' subscriptions are equal, but not the same object.
  const key = JSON.stringify([strict, partnerAction, subscribe, mapping]);
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = compile(partnerAction, subscribe, mapping, strict);
  compiled.set(key, made);
  return made;
}

function compile(
  action: ActionKey,
  subscribe: string,
  mapping: Record<string, unknown>,
  strict: boolean,
): CompiledSubscription {
  const trigger = parseFql(subscribe);
  const map = compileMapping(mapping);
  const validatePayload = validatorOf(action, strict);
  const { fields, toItems } = actions[action];
  const hidden = HIDDEN.filter(({ field }) => field in fields && !(field in mapping));
  return {
    action,
    mapping,
    matches: (event) => validate(trigger, event),
    toPayload: (event) => {
      const mapped = map(event);
      for (const { field, source } of hidden) if (event[source] !== undefined) mapped[field] = event[source];
      return validatePayload(mapped);
    },
    toItems,
  };
}

/** Fields of ours that a mapping saved by Segment does not know. */
const HIDDEN = [
  { field: 'message_id', source: 'messageId' },
  { field: 'anonymous_id', source: 'anonymousId' },
] as const;

function validatorOf(action: ActionKey, strict: boolean): Validator {
  const key = `${action} ${strict}`;
  const known = validators.get(key);
  if (known !== undefined) return known;
  const made = toValidator(actions[action].fields, strict);
  validators.set(key, made);
  return made;
}
