import type { Settings } from 'segment-actions-amplitude';
import type { DestinationDefinition, JSONObject } from '@segment/actions-core';
import { CliError } from '../cli-error';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { readJsonFile } from '../input/read-json-file';
import { fqlProblem, toSubscription, type Subscription, type SubscriptionEntry } from './subscription';

/** Segment's key of the browser's action: saved beside the others, but nothing a server can run. */
const BROWSER_ACTION = 'sessionId';

type Actions = DestinationDefinition<Settings>['actions'];

/**
 * The subscriptions in a file: an array of `{name, subscribe, partnerAction, mapping}`, as `migrate` writes it.
 * Those with `enabled: false` are left out. Every problem of the file is reported at once.
 */
export function readSubscriptions(path: string, actions: Actions): Subscription[] {
  const entries = readJsonFile(path);
  if (!Array.isArray(entries)) {
    throw new CliError(`${path} must hold an array of {name, subscribe, partnerAction, mapping}.`);
  }
  const wanted = (entries as unknown[])
    .map((entry, index) => ({ entry, where: `[${index}]` }))
    .filter(({ entry }) => !isJsonObject(entry) || !isLeftOut(entry));
  const problems = wanted.flatMap(({ entry, where }) => problemsOf(entry, where, actions));
  if (wanted.length === 0) problems.push('it holds no enabled subscription');
  if (problems.length > 0) throw new CliError(`${path} cannot be used: ${problems.join('; ')}.`);
  return wanted.map(({ entry, where }) => toSubscription(toEntry(entry as Record<string, unknown>, where)));
}

const isLeftOut = ({ enabled, partnerAction }: Record<string, unknown>): boolean =>
  enabled === false || partnerAction === BROWSER_ACTION;

function problemsOf(entry: unknown, where: string, actions: Actions): string[] {
  if (!isJsonObject(entry)) return [`${where} is not an object`];
  const { name, subscribe, partnerAction, mapping } = entry;
  const label = typeof name === 'string' && name !== '' ? `"${name}"` : where;
  const problems: string[] = [];
  if (typeof subscribe !== 'string' || subscribe === '') {
    problems.push(`${label} needs "subscribe", a trigger such as type = "track"`);
  } else {
    const problem = fqlProblem(subscribe);
    if (problem !== undefined) problems.push(`"subscribe" of ${label} cannot be read: ${problem}`);
  }
  if (typeof partnerAction !== 'string' || !Object.hasOwn(actions, partnerAction)) {
    const known = Object.keys(actions).join(', ');
    problems.push(
      `"partnerAction" of ${label} is ${JSON.stringify(partnerAction)}; it must be one of ${known}`,
    );
  }
  if (mapping !== undefined && !isJsonObject(mapping))
    problems.push(`"mapping" of ${label} is not an object`);
  return problems;
}

function toEntry(entry: Record<string, unknown>, where: string): SubscriptionEntry {
  return {
    name: typeof entry.name === 'string' && entry.name !== '' ? entry.name : `Subscription ${where}`,
    subscribe: entry.subscribe as string,
    partnerAction: entry.partnerAction as string,
    mapping: (entry.mapping ?? {}) as JSONObject,
  };
}
