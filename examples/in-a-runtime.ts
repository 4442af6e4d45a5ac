import { Destination, defaultValues, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination, type Settings } from 'segment-actions-amplitude';

// Without a baseUrl the requests go to Amplitude; with one, to an emulator or a proxy.
const definition = createAmplitudeDestination({ baseUrl: process.env.AMPLITUDE_URL });
const destination = new Destination<Settings>(definition);

const mapping = defaultValues(definition.actions.logEventV2?.fields ?? {});
const subscription = { subscribe: 'type = "track"', partnerAction: 'logEventV2', mapping };

/** Delivers track events in as few requests as Amplitude allows, and answers for each of them, in order. */
export async function deliver(events: SegmentEvent[], settings: Settings) {
  const [result] = await destination.onBatch(events, { ...settings, subscription });
  destination.responses.length = 0; // the framework would keep every response
  return result?.multistatus ?? [];
}
