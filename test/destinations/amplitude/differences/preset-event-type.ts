import { transform, type JSONObject } from '@segment/actions-core';
import amplitudeDestination from '../../../../src';

const presets = amplitudeDestination.presets ?? [];

/** Names of the presets. */
export const amplitudePresets = presets.map(({ name }) => name);

/** The event type that the preset of pages or of screens makes of a call without a name. */
export function presetEventType(type: 'page' | 'screen'): unknown {
  const preset = presets.find((each) => 'subscribe' in each && each.subscribe === `type = "${type}"`);
  return transform(preset?.mapping as JSONObject, { type }).event_type;
}
