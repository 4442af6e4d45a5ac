import { isJsonObject } from '../json-object';
import type { Notice } from '../destinations/amplitude/notice';
import type { CompiledSubscription } from './compile-subscription';
import { isOptedOut } from './read-event/is-opted-out';
import { readEvent, type ReadEvent, type SegmentCall } from './read-event/read-event';
import type { EventAnswer, EventInput, EventRoute } from './runtime';
import { withoutDelivery } from './to-event-answer';

export interface NamedSubscription {
  name: string;
  compiled: CompiledSubscription;
}

/** Where an event goes, or why it goes nowhere. */
export type Route =
  { event: SegmentCall; notices: Notice[]; subscriptions: NamedSubscription[] } | { answer: EventAnswer };

export interface Routing {
  subscriptions: readonly NamedSubscription[];
  integrationNames: readonly string[];
}

/** Reads an event and finds its subscriptions. Never throws: what is wrong with one event costs no other. */
export function routeEvent(input: EventInput, { subscriptions, integrationNames }: Routing): Route {
  const read = readRoutable(input, integrationNames);
  if ('answer' in read) return read;
  const { event, notices, only } = read;
  const due: NamedSubscription[] = [];
  let matches = 0;
  for (const subscription of subscriptions) {
    if (!subscription.compiled.matches(event)) continue;
    matches += 1;
    if (only === undefined || only.includes(subscription.name)) due.push(subscription);
  }
  if (due.length > 0) return { event, notices, subscriptions: due };
  const named = matches > 0 ? ' that is named' : '';
  return { answer: withoutDelivery('unmatched', `No subscription${named} takes this ${event.type} event.`) };
}

/** The route without what it takes to deliver. */
export function toEventRoute(input: EventInput, routing: Routing): EventRoute {
  const route = routeEvent(input, routing);
  if ('answer' in route) {
    const { outcome, reason = '' } = route.answer;
    return { outcome: outcome as 'rejected' | 'unmatched' | 'opted-out', reason };
  }
  return { outcome: 'matched', subscriptions: route.subscriptions.map(({ name }) => name) };
}

interface Routable extends ReadEvent {
  /** Names of the subscriptions that are due; all when it is absent. */
  only?: readonly string[] | undefined;
}

/** The event, unless it is none or its sender keeps it from this destination. Never throws. */
export function readRoutable(
  input: EventInput,
  integrationNames: readonly string[],
): Routable | { answer: EventAnswer } {
  try {
    const { event: value, only, origin } = openEnvelope(input);
    if (!isJsonObject(value)) return { answer: withoutDelivery('rejected', 'The event is not an object.') };
    if (isOptedOut(value.integrations, integrationNames)) {
      const reason = `The event's integrations switch ${integrationNames.join(' and ')} off.`;
      return { answer: withoutDelivery('opted-out', reason) };
    }
    const { event, notices } = readEvent(value, origin);
    return { event, notices, only };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { answer: withoutDelivery('rejected', reason) };
  }
}

interface OpenedEnvelope {
  event: unknown;
  only: readonly string[] | undefined;
  origin: string | undefined;
}

/** An envelope's `event` is an object; that of a Segment call is the name of what was tracked. */
function openEnvelope(input: EventInput): OpenedEnvelope {
  const { event, type, subscriptions, origin } = (input ?? {}) as Record<string, unknown>;
  if (type !== undefined || !isJsonObject(event)) {
    return { event: input, only: undefined, origin: undefined };
  }
  return {
    event,
    only: Array.isArray(subscriptions) ? subscriptions.map(String) : undefined,
    origin: typeof origin === 'string' ? origin : undefined,
  };
}
