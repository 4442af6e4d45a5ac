import type { JsonObject, TryCheck, TryRequest, TryStep } from 'segment-actions-amplitude/emulator';
import type {
  EventAnswer,
  Explanation,
  FieldExplanation,
  Notice,
  SubscriptionExplanation,
} from 'segment-actions-amplitude/runtime';
import { findRefusedField } from '../explain/find-refused-field';
import { toConditions } from '../explain/to-conditions';

interface Ran {
  event: JsonObject;
  explanation: Explanation;
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
const toMatching = ({ subscriptions }: Explanation): SubscriptionExplanation[] =>
  subscriptions.filter(({ trigger }) => trigger.holds);

const STEPS: Record<(typeof NAMES)[number], (ran: Ran) => Told> = {
  event({ event, explanation: { stopped, notices } }) {
    if (stopped) return { state: 'failed', summary: stopped.reason, checks: [] };
    const missing = ['messageId', 'timestamp'].filter((key) => event[key] === undefined);
    const checks = [
      ...missing.map((key): TryCheck => ({ ok: false, label: key, value: 'missing' })),
      ...notices.map((notice) => toNoticeCheck(notice)),
    ];
    return { state: checks.length > 0 ? 'notice' : 'ok', summary: `A ${String(event.type)} event.`, checks };
  },
  trigger({ explanation }) {
    const matching = toMatching(explanation);
    const shown = matching.length > 0 ? matching : explanation.subscriptions;
    const checks = shown.flatMap(toTriggerChecks);
    if (matching.length === 0) return { state: 'failed', summary: 'No subscription wants it.', checks };
    const names = matching.map(({ subscription }) => subscription).join(', ');
    return { state: 'ok', summary: `Wanted by ${names}.`, checks };
  },
  payload({ explanation }) {
    const matching = toMatching(explanation);
    const errors = matching.flatMap((each) => (each.refusal === undefined ? [] : [toRefusalCheck(each)]));
    const notices = matching.flatMap((each) =>
      each.notices.map((notice) => toNoticeCheck(notice, each.fields)),
    );
    const checks = [...errors, ...notices, ...matching.flatMap(toFieldChecks)];
    if (errors.length === matching.length)
      return { state: 'failed', summary: matching[0]?.refusal ?? '', checks };
    const told = errors.length > 0 ? plural(errors.length, 'refusal') : plural(notices.length, 'notice');
    const isWhole = notices.length + errors.length === 0;
    return {
      state: isWhole ? 'ok' : 'notice',
      summary: isWhole ? 'Every field could be read.' : `With ${told}.`,
      checks,
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

/** The trigger, and of one that does not hold each condition; a condition that fails comes with the value it met. */
function toTriggerChecks({ subscription, trigger }: SubscriptionExplanation): TryCheck[] {
  const conditions = toConditions(trigger).map(({ condition, path, value, holds }): TryCheck => ({
    ok: holds,
    label: condition,
    ...(!holds && { value: value ?? null, path }),
  }));
  return [{ ok: trigger.holds, label: subscription }, ...conditions];
}

function toRefusalCheck(explained: SubscriptionExplanation): TryCheck {
  const field = findRefusedField(explained);
  const label = field ? `${explained.subscription}: ${field.field}` : explained.subscription;
  return { ok: false, label, error: explained.refusal ?? '', path: toEventPath(field), field: field?.field };
}

function toNoticeCheck({ field, text }: Notice, fields: readonly FieldExplanation[] = []): TryCheck {
  const path = toEventPath(fields.find((each) => each.field === field));
  return { ok: false, label: field ?? 'event', error: text, path, field };
}

/** Each field that has a value, and where the mapping read it. */
const toFieldChecks = ({ fields }: SubscriptionExplanation): TryCheck[] =>
  fields
    .filter(
      ({ value, sources }) => value !== undefined && sources.some((source) => source.value !== undefined),
    )
    .map(({ field, value, sources }) => {
      const met = sources.filter((source) => source.value !== undefined).map(({ path }) => toPlain(path));
      return { ok: true, label: `${field} ← ${met.join(', ')}`, value };
    });

const toPlain = (path: string): string => path.replace(/^\$\.?/, '');

/** Where in the event a field is read: where it found something, else where it looked first. */
function toEventPath(field: FieldExplanation | undefined): string | undefined {
  const sources = field?.sources ?? [];
  const source = sources.find(({ value }) => value !== undefined) ?? sources[0];
  return source && toPlain(source.path);
}
