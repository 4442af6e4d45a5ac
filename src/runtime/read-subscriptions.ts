import { actions } from '../destinations/amplitude/actions';
import { isJsonObject } from '../json-object';
import type { ActionKey, Subscription } from './subscription';
import { triggerFault } from './trigger-fault';

/** Segment's key of the browser's action: saved beside the others, but nothing that a server can run. */
const BROWSER_ACTION = 'sessionId';
/** Keys that the framework keeps in a mapping beside the fields. */
const INTERNAL = /^(?:__segment_internal_|retlOnMappingSave$|onMappingSave$)/;

/** Mappings saved for one action may hold fields of another, which the framework has always ignored. */
const ALL_FIELDS: ReadonlySet<string> = new Set(
  Object.values(actions).flatMap(({ fields }) => Object.keys(fields)),
);

/**
 * Checks saved subscriptions, `[{name, subscribe, partnerAction, mapping}]`. Left out are those with `enabled: false`
 * and the browser's action.
 *
 * @throws TypeError one sentence with every problem: no list, a trigger that cannot be read, an unknown action or field.
 * @example readSubscriptions(JSON.parse(await readFile('subscriptions.json', 'utf8')))
 */
export function readSubscriptions(saved: unknown): Subscription[] {
  if (!Array.isArray(saved)) {
    throw new TypeError('Subscriptions must be a list of {name, subscribe, partnerAction, mapping}.');
  }
  const wanted = (saved as unknown[]).filter((entry) => !isLeftOut(entry));
  const problems = wanted.flatMap((entry, index) => problemsOf(entry, index));
  problems.push(...repeatedNames(wanted));
  if (wanted.length === 0) problems.push('there is no enabled subscription');
  if (problems.length > 0) throw new TypeError(`The subscriptions cannot be used: ${problems.join('; ')}.`);
  return wanted as Subscription[];
}

function isLeftOut(entry: unknown): boolean {
  return isJsonObject(entry) && (entry.enabled === false || entry.partnerAction === BROWSER_ACTION);
}

function problemsOf(entry: unknown, index: number): string[] {
  if (!isJsonObject(entry)) return [`[${index}] is not an object`];
  const { name, subscribe, partnerAction, mapping } = entry;
  const isNamed = typeof name === 'string' && name.trim() !== '';
  const label = isNamed ? `"${name}"` : `[${index}]`;
  const problems = isNamed ? [] : [`${label} needs a "name"`];
  const trigger = triggerFault(subscribe);
  if (trigger !== undefined) problems.push(`"subscribe" of ${label} ${trigger}`);
  if (!isActionKey(partnerAction)) {
    const known = Object.keys(actions).join(', ');
    problems.push(
      `"partnerAction" of ${label} is ${JSON.stringify(partnerAction)}; it must be one of ${known}`,
    );
  } else if (mapping !== undefined && !isJsonObject(mapping)) {
    problems.push(`"mapping" of ${label} is not an object`);
  } else {
    const unknown = Object.keys(mapping ?? {}).filter((key) => !INTERNAL.test(key) && !ALL_FIELDS.has(key));
    const fields = unknown.map(
      (key) => `${partnerAction} has no field "${key}", which the mapping of ${label} sets`,
    );
    problems.push(...fields);
  }
  return problems;
}

function repeatedNames(entries: unknown[]): string[] {
  const names = entries.flatMap((entry) => (isJsonObject(entry) ? [entry.name] : []));
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => `there are several named ${JSON.stringify(name)}`);
}

function isActionKey(key: unknown): key is ActionKey {
  return typeof key === 'string' && Object.hasOwn(actions, key);
}
