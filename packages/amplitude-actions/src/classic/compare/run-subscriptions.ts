import { Destination, type SegmentEvent } from '@segment/actions-core';
import { parseFql, validate } from '@segment/destination-subscriptions';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { createAmplitudeDestination } from 'segment-actions-amplitude';
import type { ClassicMigration } from '../from-classic-settings';
import type { WireCall } from '../model/wire-call';
import { readWireCalls } from './read-wire-calls';

/** A subscription that took an event and could not send it. */
export interface Refusal {
  subscription: string;
  reason: string;
}

/** What became of one event. */
export interface SubscriptionRun {
  calls: WireCall[];
  refusals: Refusal[];
  optedOut: boolean;
  /** Why the event could not be run at all. */
  failure?: string;
}

/**
 * Runs the events, one after the other, through the real destination into an Amplitude on loopback, and tells what
 * arrived there for each. Nothing leaves the machine.
 */
export async function runSubscriptions(
  events: readonly Record<string, unknown>[],
  { settings, subscriptions }: ClassicMigration,
): Promise<SubscriptionRun[]> {
  let calls: WireCall[] = [];
  const emulator = await startAmplitudeEmulator({
    keepEvents: false,
    onExchange: ({ path }, body) => calls.push(...readWireCalls(path, body.toString())),
  });
  const destination = new Destination(createAmplitudeDestination({ baseUrl: emulator.baseUrl }));
  const onServer = subscriptions
    .filter(({ partnerAction }) => partnerAction in destination.actions)
    .map(({ enabled: _enabled, ...subscription }) => ({
      subscription,
      trigger: parseFql(subscription.subscribe),
    }));
  const runOne = async (event: Record<string, unknown>): Promise<SubscriptionRun> => {
    calls = [];
    const refusals: Refusal[] = [];
    if (isOptedOut(event)) return { calls, refusals, optedOut: true };
    for (const { subscription, trigger } of onServer) {
      if (!validate(trigger, event)) continue;
      try {
        await destination.onEvent(toSegmentEvent(event), { ...settings, ...KEYS, subscription });
      } catch (error) {
        refusals.push({ subscription: subscription.name, reason: toReason(error) });
      }
      destination.responses.length = 0;
    }
    return { calls, refusals, optedOut: false };
  };
  const runs: SubscriptionRun[] = [];
  try {
    for (const event of events) runs.push(await orFailure(runOne(event)));
  } finally {
    await emulator.close();
  }
  return runs;
}

/** The export may hold none, and the emulator asks for none. */
const KEYS = { apiKey: 'unused', secretKey: 'unused' };

function isOptedOut({ integrations }: Record<string, unknown>): boolean {
  if (!isJsonObject(integrations)) return false;
  const { Amplitude: classic, 'Actions Amplitude': actions, All: all } = integrations;
  return classic === false || actions === false || (all === false && !classic && !actions);
}

/** One event that cannot be run costs its own row. */
async function orFailure(run: Promise<SubscriptionRun>): Promise<SubscriptionRun> {
  try {
    return await run;
  } catch (error) {
    return { calls: [], refusals: [], optedOut: false, failure: toReason(error) };
  }
}

/** The framework writes into the event that it maps. */
function toSegmentEvent(event: Record<string, unknown>): SegmentEvent {
  return structuredClone(event) as SegmentEvent & Record<string, unknown>;
}

function toReason(error: unknown): string {
  return isJsonObject(error) && typeof error.message === 'string' ? error.message : String(error);
}
