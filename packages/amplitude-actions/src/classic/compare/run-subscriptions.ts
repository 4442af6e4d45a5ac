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

export interface SubscriptionRun {
  calls: WireCall[];
  refusals: Refusal[];
}

/**
 * Runs the events, one after the other, through the real destination into an Amplitude on loopback, and tells what
 * arrived there for each. Nothing leaves the machine.
 */
export async function runSubscriptions(
  events: readonly Record<string, unknown>[],
  { settings, subscriptions }: ClassicMigration,
): Promise<SubscriptionRun[]> {
  let run: SubscriptionRun = { calls: [], refusals: [] };
  const emulator = await startAmplitudeEmulator({
    keepEvents: false,
    onExchange: ({ path }, body) => run.calls.push(...readWireCalls(path, body.toString())),
  });
  const destination = new Destination(createAmplitudeDestination({ baseUrl: emulator.baseUrl }));
  const onServer = subscriptions
    .filter(({ partnerAction }) => partnerAction in destination.actions)
    .map(({ enabled: _enabled, ...subscription }) => ({
      subscription,
      trigger: parseFql(subscription.subscribe),
    }));
  const runs: SubscriptionRun[] = [];
  try {
    for (const event of events) {
      run = { calls: [], refusals: [] };
      for (const { subscription, trigger } of onServer) {
        if (!validate(trigger, event)) continue;
        try {
          await destination.onEvent(toSegmentEvent(event), {
            ...settings,
            secretKey: 'unused',
            subscription,
          });
        } catch (error) {
          run.refusals.push({ subscription: subscription.name, reason: toReason(error) });
        }
        destination.responses.length = 0;
      }
      runs.push(run);
    }
  } finally {
    await emulator.close();
  }
  return runs;
}

/** The framework writes into the event that it maps. */
function toSegmentEvent(event: Record<string, unknown>): SegmentEvent {
  return structuredClone(event) as SegmentEvent & Record<string, unknown>;
}

function toReason(error: unknown): string {
  return isJsonObject(error) && typeof error.message === 'string' ? error.message : String(error);
}
