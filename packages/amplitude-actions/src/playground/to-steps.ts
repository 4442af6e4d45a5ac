import type { JsonObject, TryCheck, TryRequest, TryStep } from 'segment-actions-amplitude/emulator';
import type { EventAnswer, Subscription } from 'segment-actions-amplitude/runtime';
import { checkTrigger } from './trigger-checks';

interface Ran {
  event: JsonObject;
  subscriptions: readonly Subscription[];
  answer: EventAnswer;
  requests: readonly TryRequest[];
  before: JsonObject | null;
  after: JsonObject | null;
}

const NAMES = ['event', 'trigger', 'payload', 'request', 'answer', 'user'] as const;

/** The way of an event in six steps; after the first that fails, the rest is not reached. */
export function toSteps(ran: Ran): TryStep[] {
  const steps: TryStep[] = [];
  for (const name of NAMES) {
    const failed = steps.some(({ state }) => state === 'failed');
    steps.push(
      failed
        ? { name, state: 'not-reached', summary: 'Not reached.', checks: [] }
        : { name, ...STEPS[name](ran) },
    );
  }
  return steps;
}

type Told = Omit<TryStep, 'name'>;

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const STEPS: Record<(typeof NAMES)[number], (ran: Ran) => Told> = {
  event({ event, answer }) {
    const { outcome, reason = '', deliveries } = answer;
    const isRefused = outcome === 'opted-out' || (outcome === 'rejected' && deliveries.length === 0);
    if (isRefused) return { state: 'failed', summary: reason, checks: [] };
    const missing = ['messageId', 'timestamp'].filter((key) => event[key] === undefined);
    const checks = missing.map((key): TryCheck => ({ ok: false, label: key, value: 'missing' }));
    return { state: missing.length > 0 ? 'notice' : 'ok', summary: `A ${String(event.type)} event.`, checks };
  },
  trigger({ event, subscriptions, answer }) {
    const checked = subscriptions.map((subscription) => checkTrigger(subscription, event));
    const matching = answer.deliveries.map(({ subscription }) => subscription);
    const checks = checked
      .filter(({ matches }) => matching.length === 0 || matches)
      .flatMap((each) => each.checks);
    if (matching.length === 0) return { state: 'failed', summary: 'No subscription wants it.', checks };
    return { state: 'ok', summary: `Wanted by ${matching.join(', ')}.`, checks };
  },
  payload({ answer }) {
    const refused = answer.deliveries.filter(({ sent }) => sent === undefined);
    const notices = answer.notices.map(({ field = 'event', text }): TryCheck => ({
      ok: false,
      label: field,
      error: text,
    }));
    const errors = refused.map(({ subscription, message = '' }): TryCheck => ({
      ok: false,
      label: subscription,
      error: message,
      path: findPath(message),
    }));
    if (refused.length === answer.deliveries.length)
      return { state: 'failed', summary: answer.reason ?? '', checks: [...errors, ...notices] };
    const summary =
      notices.length === 0 ? 'Every field could be read.' : `With ${plural(notices.length, 'notice')}.`;
    return {
      state: notices.length + errors.length > 0 ? 'notice' : 'ok',
      summary,
      checks: [...errors, ...notices],
    };
  },
  request({ requests }) {
    return {
      state: requests.length > 0 ? 'ok' : 'failed',
      summary: requests.map(({ path }) => path).join(', ') || 'Nothing was sent.',
      checks: [],
    };
  },
  answer({ answer }) {
    const checks = answer.deliveries.map(({ subscription, status, message, body }): TryCheck => ({
      ok: status === 200,
      label: `${subscription}: ${status}`,
      ...(body !== undefined && { value: body }),
      ...(message !== undefined && { error: message }),
    }));
    const isDelivered = answer.outcome === 'delivered';
    return {
      state: isDelivered ? 'ok' : 'failed',
      summary: isDelivered ? 'Delivered.' : (answer.reason ?? answer.outcome),
      checks,
    };
  },
  user: ({ before, after }) => ({
    state: 'ok',
    summary:
      JSON.stringify(before) === JSON.stringify(after)
        ? 'Nothing about the user changed.'
        : 'The user changed.',
    checks: [],
  }),
};

const PATHS: readonly (readonly [word: RegExp, path: string])[] = [
  [/user_id|user id/i, 'userId'],
  [/device_id|device id/i, 'anonymousId'],
  [/\btime\b|timestamp/i, 'timestamp'],
  [/event_type|event name/i, 'event'],
  [/revenue/i, 'properties.revenue'],
  [/products/i, 'properties.products'],
];

/** Where in a Segment event the thing that a message names usually stands. */
const findPath = (message: string): string | undefined => PATHS.find(([word]) => word.test(message))?.[1];
