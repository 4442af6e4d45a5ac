import type { Logger, StatsContext } from '@segment/actions-core';
import type { Region } from '../destinations/amplitude/api/regions';
import type { Transport } from '../destinations/amplitude/api/transport';
import type { Notice } from '../destinations/amplitude/notice';
import type { Explanation } from './explain/explanation';
import type { Subscription } from './subscription';

/** The Amplitude project that events go to. */
export interface RuntimeSettings {
  /** API key of the Amplitude project. */
  apiKey: string;
  /** Secret key of the project. Deliveries do not need it. */
  secretKey?: string | undefined;
  /** Region of the project; `north_america` by default. */
  endpoint?: Region | undefined;
}

/** How a runtime maps and sends; all but `settings` may be left out. */
export interface RuntimeOptions {
  settings: RuntimeSettings;
  /** By default {@link presetSubscriptions}. */
  subscriptions?: readonly Subscription[] | undefined;
  /** Sends every request to this origin, paths kept: an emulator or a proxy. For the host program alone to choose. */
  baseUrl?: string | undefined;
  /** Compresses httpapi and batch bodies over 2 KiB. */
  gzip?: boolean | undefined;
  /** Is told each kind of notice once a call, with `warn`. */
  logger?: Pick<Logger, 'warn'> | undefined;
  /** Counts notices as `amplitude.<name>`. */
  statsContext?: StatsContext | undefined;
  /** Refuses an event for any value of a wrong type, as Segment's framework does, instead of leaving the value out. */
  strict?: boolean | undefined;
  /** Names under which `integrations` of an event may switch this destination off; `Actions Amplitude` by default. */
  integrationNames?: readonly string[] | undefined;
  /** How requests are sent; by default over connections that all runtimes of the process share. */
  transport?: Transport | undefined;
}

/** A Segment call, or one with what a host knows about it. */
export type EventInput = object | EventEnvelope;

/** A Segment call with what its host knows about it. */
export interface EventEnvelope {
  event: object;
  /** Names of the subscriptions that are still due; all by default. */
  subscriptions?: readonly string[] | undefined;
  /** Where the event comes from, such as a file: a part of the id that is made for an event without a messageId. */
  origin?: string | undefined;
}

/**
 * `delivered`: every subscription that matches was delivered. `retry`: send the event again later, with the subscriptions
 * whose delivery may still pass. `rejected`: a subscription was refused for good, and none may still pass. `unmatched`: no
 * subscription wants the event. `opted-out`: its sender kept it from this destination.
 */
export type Outcome = 'delivered' | 'retry' | 'rejected' | 'unmatched' | 'opted-out';

/** What became of an event in one subscription. */
export interface SubscriptionDelivery {
  /** Name of the subscription. */
  subscription: string;
  /** 200 for delivered; 408, 423, 429 and 5xx may pass later; all else is final. */
  status: number;
  /** Why it was not delivered, in one sentence. */
  message?: string;
  /** What was sent, without any key. Absent where nothing was. */
  sent?: object;
  /** Amplitude's answer, without any key. */
  body?: unknown;
}

/** What became of one event. */
export interface EventAnswer {
  outcome: Outcome;
  /** Why, in one sentence, for any outcome but `delivered`. */
  reason?: string;
  deliveries: SubscriptionDelivery[];
  /** What was not sent as it was given. */
  notices: Notice[];
}

/** Where an event would go: the names of its subscriptions, or why it goes nowhere. */
export type EventRoute =
  | { outcome: 'matched'; subscriptions: string[] }
  | { outcome: 'rejected' | 'unmatched' | 'opted-out'; reason: string };

/** A host for the destination: see {@link createRuntime}. */
export interface Runtime {
  /** Reads an event and tests the triggers, without mapping it and without IO: for counting what would be sent. */
  route(event: EventInput): EventRoute;
  /**
   * Delivers events in as few requests as Amplitude allows. One answer an event, in order. It never rejects for what an
   * event or Amplitude did, and it does not wait: events to `retry` are for the host to send again.
   *
   * @param options.signal ends the delivery at once, a request in flight included: what has no answer then is `retry`.
   * @example
   * const answers = await runtime.deliver(events);
   * const again = events.filter((_, index) => answers[index]?.outcome === 'retry');
   */
  deliver(
    events: readonly EventInput[],
    options?: { signal?: AbortSignal | undefined },
  ): Promise<EventAnswer[]>;

  /** What would become of an event, step by step and without sending it: for previews, and for people who ask why. */
  explain(event: EventInput): Explanation;
}
