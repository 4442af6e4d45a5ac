import { Destination, type SegmentEvent } from '@segment/actions-core';
import { createAmplitudeDestination } from '../../src';
import { INTEGRATION_KEY, isOptedOut } from '../../src/destinations/amplitude/sessionPlugin/integrations';

/** Does what Segment does with an event: drops it if it opted out, else runs the preset subscriptions on it. */
export function createForwarder(baseUrl: string): (event: SegmentEvent) => Promise<void> {
  const definition = createAmplitudeDestination({ baseUrl });
  const destination = new Destination(definition);
  const subscriptions = (definition.presets ?? []).flatMap((preset) =>
    preset.type === 'automatic'
      ? [
          {
            name: preset.name ?? preset.partnerAction,
            partnerAction: preset.partnerAction,
            subscribe: preset.subscribe,
            mapping: { ...preset.mapping },
          },
        ]
      : [],
  );
  return async (event) => {
    if (isOptedOut(event.integrations, INTEGRATION_KEY)) return;
    await destination.onEvent(event, { apiKey: 'any', secretKey: 'any', subscriptions });
    destination.responses.length = 0;
  };
}
