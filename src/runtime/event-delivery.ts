import type { DeliveredPayload, Mapped } from '../destinations/amplitude/api/deliver-payloads';
import type { Notice } from '../destinations/amplitude/notice';
import type { SegmentCall } from './read-event/read-event';
import type { CompiledSubscription } from './compile-subscription';
import { routeEvent, type Routing } from './route-event';
import type { EventAnswer, EventInput, SubscriptionDelivery } from './runtime';
import { toEventAnswer, toSubscriptionDelivery } from './to-event-answer';

/** One event on its way through one subscription: what goes to Amplitude, or why nothing can. */
export interface Job {
  subscription: string;
  mapped: Mapped | Refused;
}

/** Nothing can go, whatever was left out before. */
interface Refused {
  refusal: unknown;
  notices: readonly Notice[];
}

interface RoutedEvent {
  notices: Notice[];
  /** Its jobs, by their index. */
  first: number;
  end: number;
  answer?: EventAnswer;
}

/** The events of one call: their jobs, in order, and back from what became of these to an answer for each event. */
export class EventDelivery {
  readonly jobs: Job[] = [];
  readonly #events: RoutedEvent[];

  constructor(inputs: readonly EventInput[], routing: Routing) {
    this.#events = Array.from(inputs, (input) => this.#route(input, routing));
  }

  /** One answer for each event, in order; `delivered` has one entry for each job. */
  toAnswers(delivered: readonly DeliveredPayload[]): EventAnswer[] {
    return this.#events.map((event) => event.answer ?? this.#toAnswer(event, delivered));
  }

  #toAnswer({ notices, first, end }: RoutedEvent, delivered: readonly DeliveredPayload[]): EventAnswer {
    const deliveries: SubscriptionDelivery[] = [];
    for (let index = first; index < end; index += 1) {
      const own = delivered[index];
      const { subscription = '' } = this.jobs[index] ?? {};
      if (own === undefined) continue;
      deliveries.push(toSubscriptionDelivery(subscription, own));
      for (const notice of own.notices) notices.push(notice);
    }
    return toEventAnswer(deliveries, notices);
  }

  #route(input: EventInput, routing: Routing): RoutedEvent {
    const first = this.jobs.length;
    const route = routeEvent(input, routing);
    if ('answer' in route) return { answer: route.answer, notices: [], first, end: first };
    const { event, subscriptions } = route;
    let { notices } = route;
    // At once, while the event is at hand: a second pass over many events would find each of them cold.
    for (const { name, compiled } of subscriptions) {
      const mapped = mapEvent(event, compiled);
      this.jobs.push({ subscription: name, mapped });
      // What is refused has no items whose notices could be told later.
      if ('refusal' in mapped) notices = [...notices, ...mapped.notices];
    }
    return { notices, first, end: this.jobs.length };
  }
}

/** The pure part of a job. Throws for an event that can never be delivered. */
export function runJob({ mapped }: Job): Mapped {
  if ('refusal' in mapped) throw mapped.refusal;
  return mapped;
}

function mapEvent(event: SegmentCall, compiled: CompiledSubscription): Job['mapped'] {
  let notices: readonly Notice[] = [];
  try {
    const valid = compiled.toPayload(event);
    notices = valid.notices;
    const mapped = compiled.toItems(valid.payload);
    return notices.length === 0 ? mapped : { ...mapped, notices: [...notices, ...mapped.notices] };
  } catch (refusal) {
    return { refusal, notices };
  }
}
