import type { JsonObject, TryCheck } from 'segment-actions-amplitude/emulator';
import { parseFql, validate, type Subscription } from 'segment-actions-amplitude/runtime';

/** A condition of a trigger, or a group of them, as the framework parses it. */
interface Condition {
  type: string;
  operator: string;
  name?: string;
  value?: unknown;
  children?: Condition[];
}

const FAMILIES: Record<string, string> = {
  'event-property': 'properties',
  'event-trait': 'traits',
  'event-context': 'context',
};

/** Each condition of a subscription's trigger, with the value it met. */
export function checkTrigger(
  { name, subscribe }: Subscription,
  event: JsonObject,
): { matches: boolean; checks: TryCheck[] } {
  const parsed = parseFql(subscribe) as Condition & { error?: Error };
  if (parsed.error)
    return { matches: false, checks: [{ ok: false, label: name, error: parsed.error.message }] };
  const matches = test(parsed, event);
  const checks = toConditions(parsed).map((condition) => toCheck(condition, event));
  return { matches, checks: [{ ok: matches, label: `${name}: ${subscribe}` }, ...(matches ? [] : checks)] };
}

const toConditions = (condition: Condition): Condition[] =>
  condition.children ? condition.children.flatMap(toConditions) : [condition];

const test = (condition: Condition, event: JsonObject): boolean => {
  const group = condition.children ? condition : { type: 'group', operator: 'and', children: [condition] };
  return validate(group as Parameters<typeof validate>[0], event);
};

function toCheck(condition: Condition, event: JsonObject): TryCheck {
  const { type, operator, name, value } = condition;
  const path =
    type === 'event-type' ? 'type' : name === undefined ? type : `${FAMILIES[type] ?? type}.${name}`;
  const met = path
    .split('.')
    .reduce<unknown>((found, key) => (found as JsonObject | undefined)?.[key], event);
  const ok = test(condition, event);
  return {
    ok,
    label: `${path} ${operator} ${JSON.stringify(value) ?? ''}`,
    ...(ok ? {} : { value: met ?? null, path }),
  };
}
