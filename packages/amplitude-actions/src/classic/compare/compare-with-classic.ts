import type { ClassicSettings } from '../classic-settings';
import { fromClassicSettings } from '../from-classic-settings';
import { readClassicSettings } from '../input/read-classic-settings';
import { isOptedOutOfClassic, toClassicCalls } from '../model/to-classic-calls';
import { countKinds, type DifferenceCount } from './count-kinds';
import { toDifferences } from './differences';
import { type EventComparison } from './event-comparison';
import { explain } from './explain';
import { toMoneyDifference } from './money';
import { runSubscriptions, type SubscriptionRun } from './run-subscriptions';

/** What Classic sent beside what the subscriptions send. */
export interface ClassicComparison {
  events: EventComparison[];
  kinds: DifferenceCount[];
}

/**
 * Shows, event by event, what Amplitude Classic would have sent in cloud mode and what the subscriptions made from its
 * settings send. Nothing leaves this machine. An event that neither side can read is a row with its `failure`.
 *
 * @throws {ClassicSettingsError} as `fromClassicSettings` does.
 * @example
 * const { kinds } = await compareWithClassic(events, { apiKey, trackAllPages: true });
 * const surprises = kinds.filter(({ isDocumented }) => !isDocumented);
 */
export async function compareWithClassic(
  events: readonly Record<string, unknown>[],
  classicSettings: unknown,
): Promise<ClassicComparison> {
  const { settings } = readClassicSettings(classicSettings);
  const runs = await runSubscriptions(events, fromClassicSettings(classicSettings));
  const compared = events.map((event, index) => compareEvent(event, index, runs[index], settings));
  return { events: compared, kinds: countKinds(compared) };
}

const NOTHING: SubscriptionRun = { calls: [], refusals: [], optedOut: false };

function compareEvent(
  event: Record<string, unknown>,
  index: number,
  { calls: actions, refusals, optedOut, failure }: SubscriptionRun = NOTHING,
  settings: ClassicSettings,
): EventComparison {
  const model = runModel(event, settings);
  const { calls: classic } = model;
  const failed = model.failure ?? failure;
  const money = toMoneyDifference(classic, actions);
  const differences = [
    ...(failed === undefined ? [] : [{ call: '', path: 'failed' }]),
    ...(money === undefined ? [] : [money]),
    ...toDifferences(classic, actions),
  ];
  const sides = { classic: model.optedOut, actions: optedOut };
  return {
    index,
    ...(typeof event.messageId === 'string' && { messageId: event.messageId }),
    classic,
    actions,
    refusals,
    optedOut: sides,
    ...(failed !== undefined && { failure: failed }),
    differences: differences.map((each) => explain(each, { event, settings, optedOut: sides })),
  };
}

function runModel(
  event: Record<string, unknown>,
  settings: ClassicSettings,
): Omit<SubscriptionRun, 'refusals'> {
  try {
    return { calls: toClassicCalls(event, settings), optedOut: isOptedOutOfClassic(event) };
  } catch (error) {
    return { calls: [], optedOut: false, failure: `Classic's rules cannot read it: ${String(error)}` };
  }
}
