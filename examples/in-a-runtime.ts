import { Destination, defaultValues, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination, type Settings } from 'segment-actions-amplitude';

/** Requests go to Amplitude; with a baseUrl, to an emulator or a proxy. */
export function toDelivery(settings: Settings, baseUrl?: string) {
  const definition = createAmplitudeDestination({ baseUrl });
  const destination = new Destination<Settings>(definition);
  const mapping = defaultValues(definition.actions.logEventV2?.fields ?? {});
  const subscription = { subscribe: 'type = "track"', partnerAction: 'logEventV2', mapping };

  /** Delivers track events in as few requests as Amplitude allows, and answers for each of them, in order. */
  return async (events: SegmentEvent[]) => {
    const [result] = await destination.onBatch(events, { ...settings, subscription });
    destination.responses.length = 0; // the framework would keep every response
    return result?.multistatus ?? [];
  };
}
