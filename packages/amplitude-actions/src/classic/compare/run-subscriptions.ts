import { toRegion } from 'segment-actions-amplitude/api';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import {
  createRuntime,
  readSubscriptions,
  type EventAnswer,
  type Runtime,
} from 'segment-actions-amplitude/runtime';
import { INTEGRATION_NAMES, type ClassicMigration } from '../from-classic-settings';
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

/** The export may hold none, and the emulator asks for none. */
const KEYS = { apiKey: 'unused', secretKey: 'unused' };

/**
 * Delivers the events, one after the other, to an Amplitude on loopback, and tells what arrived there for each. Nothing
 * leaves the machine.
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
  const runtime = createRuntime({
    settings: { endpoint: toRegion(settings.endpoint), ...KEYS },
    subscriptions: readSubscriptions(subscriptions),
    baseUrl: emulator.baseUrl,
    integrationNames: INTEGRATION_NAMES,
  });
  const runs: SubscriptionRun[] = [];
  try {
    for (const event of events) {
      calls = [];
      runs.push({ ...(await runOne(runtime, event)), calls });
    }
  } finally {
    await emulator.close();
  }
  return runs;
}

async function runOne(
  runtime: Runtime,
  event: Record<string, unknown>,
): Promise<Omit<SubscriptionRun, 'calls'>> {
  const [answer] = await runtime.deliver([{ event }]);
  if (answer === undefined) return { refusals: [], optedOut: false, failure: 'It got no answer.' };
  const isRefusedWhole = answer.outcome === 'rejected' && answer.deliveries.length === 0;
  return {
    refusals: toRefusals(answer),
    optedOut: answer.outcome === 'opted-out',
    ...(isRefusedWhole && { failure: answer.reason ?? 'It was refused.' }),
  };
}

function toRefusals({ deliveries }: EventAnswer): Refusal[] {
  return deliveries
    .filter(({ status }) => status !== 200)
    .map(({ subscription, status, message }) => ({ subscription, reason: message ?? `status ${status}` }));
}
