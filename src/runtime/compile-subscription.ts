import { parseFql, validate } from '@segment/destination-subscriptions';
import { LRUCache } from 'lru-cache';
import { defaultValues } from '@segment/actions-core';
import { actions } from '../destinations/amplitude/actions';
import type { Mapped } from '../destinations/amplitude/api/deliver-payloads';
import type { RawPayload } from './compile-mapping/compile-mapping';
import { compilePayload, type ToPayload } from './compile-payload';
import type { SegmentCall } from './read-event/read-event';
import type { ActionKey, Subscription } from './subscription';

/** Different subscriptions of which the compiled form is kept: customers share most of theirs. */
const MOST_KEPT = 5_000;

/** A subscription that is ready to run, without its name. */
export interface CompiledSubscription {
  action: ActionKey;
  subscribe: string;
  /** The mapping in use, that of the subscription or the default of the action. */
  mapping: Record<string, unknown>;
  matches(event: SegmentCall): boolean;
  /** What the mapping yields, validated. Throws for an event that can never be delivered. */
  toPayload: ToPayload;
  /** What goes to Amplitude. Throws for a payload that can never be delivered. */
  toItems(this: void, payload: RawPayload): Mapped;
}

type Entry = Pick<Subscription, 'subscribe' | 'partnerAction' | 'mapping'>;

const compiled = new LRUCache<string, CompiledSubscription>({ max: MOST_KEPT });

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
  return {
    action,
    subscribe,
    mapping,
    matches: compileTrigger(subscribe),
    toPayload: compilePayload(action, mapping, strict),
    toItems: actions[action].toItems,
  };
}

/** A trigger on nothing but the type, as most have, is tested once for each type. */
function compileTrigger(subscribe: string): CompiledSubscription['matches'] {
  const trigger = parseFql(subscribe);
  if ('error' in trigger || !trigger.children.every(({ type }) => type === 'event-type')) {
    return (event) => validate(trigger, event);
  }
  const known = new Map<string, boolean>();
  return (event) => {
    let isMatch = known.get(event.type);
    if (isMatch === undefined) {
      isMatch = validate(trigger, event);
      known.set(event.type, isMatch);
    }
    return isMatch;
  };
}
