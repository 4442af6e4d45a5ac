import { path } from 'segment-actions-amplitude/api';
import { amplitudeDestination } from 'segment-actions-amplitude';
import type { ClassicSettings } from '../classic-settings';
import { SESSION_ATTRIBUTION } from '../mapping/attribution';
import { deviceId } from '../mapping/device-id';
import { skipUnless } from '../mapping/integration-options';
import { subscription, type ClassicSubscription } from './subscription';

/** What the browser's session plugin tracks when it is told to. */
export const SESSION_EVENTS = ['session_started', 'session_ended'];

/** The first event of a session: of the browser's plugin, and of Segment's Kotlin and Swift plugins. */
const SESSION_STARTS = ['session_started', 'session_start'];

/** Clearing attribution needs the start of a session as an event, which nobody asked to see in Amplitude. */
export function sessionEventsAreUnwanted(settings: ClassicSettings): boolean {
  return clearsAttribution(settings) && !settings.trackSessionEvents;
}

const clearsAttribution = (settings: ClassicSettings) =>
  settings.unsetParamsReferrerOnNewSession && (settings.trackReferrer || settings.trackUtmProperties);

/** Session ids of browsers, and what Classic did when a session began. */
export function sessions(settings: ClassicSettings): ClassicSubscription[] {
  const preset = amplitudeDestination.presets?.find(({ partnerAction }) => partnerAction === 'sessionId');
  const tracked = settings.trackSessionEvents || clearsAttribution(settings);
  return [
    subscription(
      'Browser Session Tracking',
      preset && 'subscribe' in preset ? preset.subscribe : 'type = "track"',
      'sessionId',
      tracked ? { triggerSessionEvents: true } : {},
    ),
    ...(clearsAttribution(settings) ? [newSession(settings)] : []),
  ];
}

function newSession(settings: ClassicSettings): ClassicSubscription {
  const isStart = SESSION_STARTS.map((name) => `event = "${name}"`).join(' or ');
  return subscription('New Session', `type = "track" and (${isStart})`, 'identifyUser', {
    user_id: path('$.userId'),
    message_id: path('$.messageId'),
    enable_batching: true,
    device_id: deviceId(settings),
    unset: Object.fromEntries(SESSION_ATTRIBUTION.map((name) => [name, '-'])),
    skip: skipUnless(),
  });
}
