import type { ClassicSettings } from '../classic-settings';
import { fromClassicSettings } from '../from-classic-settings';
import { ruleBehind, type ClassicRule } from '../model/classic-rules';
import { toClassicCalls } from '../model/to-classic-calls';
import type { WireCall } from '../model/wire-call';
import { readClassicSettings } from '../read-classic-settings';
import { toDifferences, type RawDifference } from './differences';
import { documented } from './documented-differences';
import { runSubscriptions, type Refusal } from './run-subscriptions';

/** A difference between the two destinations, named and explained. */
export interface ClassicDifference extends RawDifference {
  /** The name of a documented difference, else `missing`, `added`, `changed`, `missing call` or `added call`. */
  kind: string;
  /** Whether `docs/classic.md` explains it. One that it does not explain needs a look before the switch. */
  isDocumented: boolean;
  why: string;
  /** The rule by which the model of Classic says what it says, and whether that rule is certain. */
  rule: ClassicRule;
}

export interface EventComparison {
  /** Position in the events that were given, from 0. */
  index: number;
  messageId?: string;
  /** What Classic would have sent in cloud mode, by the model. */
  classic: WireCall[];
  /** What the new subscriptions send. */
  actions: WireCall[];
  /** Subscriptions that took the event and could not send it. */
  refusals: Refusal[];
  differences: ClassicDifference[];
}

/** How often one kind of difference occurs. */
export interface DifferenceCount {
  kind: string;
  isDocumented: boolean;
  /** Whether any of them rests on an uncertain rule of the model. */
  isUncertain: boolean;
  why: string;
  count: number;
}

export interface ClassicComparison {
  events: EventComparison[];
  /** The kinds of difference: those that are not documented first, then by how often they occur. */
  kinds: DifferenceCount[];
}

/**
 * Shows, event by event, what Amplitude Classic would have sent in cloud mode and what the subscriptions made from its
 * settings send. Runs on this machine alone: an Amplitude on loopback takes the requests.
 *
 * @throws {ClassicSettingsError} as `fromClassicSettings` does.
 */
export async function compareWithClassic(
  events: readonly Record<string, unknown>[],
  classicSettings: unknown,
): Promise<ClassicComparison> {
  const settings = readClassicSettings(classicSettings);
  const runs = await runSubscriptions(events, fromClassicSettings(classicSettings));
  const compared = events.map((event, index): EventComparison => {
    const classic = toClassicCalls(event, settings);
    const { calls: actions, refusals } = runs[index] ?? { calls: [], refusals: [] };
    return {
      index,
      ...(typeof event.messageId === 'string' && { messageId: event.messageId }),
      classic,
      actions,
      refusals,
      differences: toDifferences(classic, actions).map((each) => explain(each, event, settings)),
    };
  });
  return { events: compared, kinds: countKinds(compared.flatMap(({ differences }) => differences)) };
}

function explain(
  difference: RawDifference,
  event: Record<string, unknown>,
  settings: ClassicSettings,
): ClassicDifference {
  const known = documented(difference, event, settings);
  const rule = ruleBehind(difference.path);
  if (known) return { ...difference, ...known, isDocumented: true, rule };
  return { ...difference, kind: toKind(difference), why: WHY_UNKNOWN, isDocumented: false, rule };
}

const WHY_UNKNOWN = 'not a documented difference: look at the event before you switch';

function toKind({ path, classic, actions }: RawDifference): string {
  const whole = path.startsWith('call ') ? ' call' : '';
  if (actions === undefined) return `missing${whole}`;
  return classic === undefined ? `added${whole}` : 'changed';
}

function countKinds(differences: readonly ClassicDifference[]): DifferenceCount[] {
  const counts = new Map<string, DifferenceCount>();
  for (const { kind, isDocumented, why, rule } of differences) {
    const so = counts.get(kind) ?? { kind, isDocumented, why, isUncertain: false, count: 0 };
    counts.set(kind, { ...so, isUncertain: so.isUncertain || rule.uncertain, count: so.count + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => Number(a.isDocumented) - Number(b.isDocumented) || b.count - a.count,
  );
}
