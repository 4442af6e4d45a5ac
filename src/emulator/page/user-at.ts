import type { Change } from '../journal';
import type { JsonObject } from '../json-object';
import type { Step } from '../page-api';

/** What a user or a group was at a moment. */
export interface StateAt {
  properties: JsonObject;
  groups: JsonObject;
  totals: JsonObject;
  /** Keys that the last step changed, as `property plan`. */
  changed: Set<string>;
}

interface Now {
  properties: JsonObject;
  groups?: JsonObject;
  totals?: JsonObject;
}

const keyOf = ({ about, key }: Change): string => `${about} ${key}`;

/** The state after `count` steps: what is known now, with the later steps undone, newest first. */
export function stateAt(
  { properties, groups = {}, totals = {} }: Now,
  steps: readonly Step[],
  count: number,
): StateAt {
  const state = { properties: { ...properties }, groups: { ...groups }, totals: { ...totals } };
  const homes = {
    property: state.properties,
    group: state.groups,
    total: state.totals,
    identity: {} as JsonObject,
  };
  for (const step of steps.slice(count).reverse()) {
    for (const change of [...step.changes].reverse()) {
      const home = homes[change.about];
      if (change.before === undefined) delete home[change.key];
      else home[change.key] = change.before;
    }
  }
  return { ...state, changed: new Set(steps[count - 1]?.changes.map(keyOf)) };
}

/** One change of a key, with the step that made it. */
export interface KeyChange extends Change {
  step: Step;
}

const MOST_CHANGES = 50;

/** The changes of each key up to a step, newest first, 50 at most. */
export function changesByKey(steps: readonly Step[], count: number): Map<string, KeyChange[]> {
  const byKey = new Map<string, KeyChange[]>();
  for (const step of steps.slice(0, count).reverse()) {
    for (const change of [...step.changes].reverse()) {
      const list = byKey.get(keyOf(change)) ?? [];
      if (list.length < MOST_CHANGES) list.push({ ...change, step });
      byKey.set(keyOf(change), list);
    }
  }
  return byKey;
}
