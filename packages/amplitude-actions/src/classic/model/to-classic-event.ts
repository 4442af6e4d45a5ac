import type { ClassicSettings } from '../classic-settings';
import { toClassicContext, toEventOnlyContext, type Message } from './classic-context';
import { classicOptions, toClassicUserProperties, toQueryString } from './classic-user-properties';
import { present, type WireCall } from './wire-call';

/** Keys that Classic read for itself, by their lower-case name. */
const ALWAYS_TAKEN = ['event_id', 'amplitude_event_type'];
const CUSTOM = ['language', 'country'];

/** One Amplitude event of a track, page or screen call. */
export function toClassicEvent(
  message: Message,
  name: string,
  properties: Record<string, unknown>,
  settings: ClassicSettings,
): WireCall {
  const userProperties = toClassicUserProperties(message, settings);
  const taken = [...ALWAYS_TAKEN, ...(settings.useCustomAmplitudeProperties ? [] : CUSTOM)];
  const kept = Object.entries(properties).filter(([key]) => !taken.includes(key.toLowerCase()));
  return {
    endpoint: settings.sendToBatchEndpoint ? 'batch' : 'httpapi',
    name,
    fields: present({
      ...toClassicContext(message, settings),
      ...toEventOnlyContext(message),
      event_type: name,
      session_id: classicOptions(message, 'session_id'),
      event_id: classicOptions(message, 'event_id'),
      groups: classicOptions(message, 'groups'),
      event_properties: {
        ...Object.fromEntries(kept),
        ...toQueryString(message, settings, 'event_properties'),
      },
      user_properties: Object.keys(userProperties).length > 0 ? { $set: userProperties } : undefined,
    }),
  };
}
