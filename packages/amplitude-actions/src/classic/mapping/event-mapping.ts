import type { ClassicSettings } from '../classic-settings';
import { actionDefaults } from './action-defaults';
import { attribution, attributionOfLogEvent } from './attribution';
import { deviceId } from './device-id';
import { advertisingIds, deviceContext } from './device-context';
import type { Mapping } from './directives';
import { eventProperties } from './event-properties';
import { classicNumber, groupsOption, sessionId, skipUnless } from './integration-options';
import { userProperties } from './user-properties';

const TRAITS = '$.context.traits';

/** A Log Event V2 mapping that says what Classic said of an event. */
export function logEventMapping(settings: ClassicSettings): Mapping {
  return {
    ...actionDefaults('logEventV2', ['idfv']),
    ...whatEveryEventSays(settings),
    ...attributionOfLogEvent(settings),
  };
}

/** The same for Log Purchase, with the revenue that Classic read from an event. */
export function logPurchaseMapping(settings: ClassicSettings): Mapping {
  return {
    ...actionDefaults('logPurchase', ['idfv', 'utm_properties', 'referrer']),
    ...whatEveryEventSays(settings),
    ...attribution(settings),
  };
}

function whatEveryEventSays(settings: ClassicSettings): Mapping {
  return {
    ...deviceContext(settings, TRAITS),
    ...advertisingIds,
    device_id: deviceId(settings),
    session_id: sessionId,
    event_id: classicNumber('event_id', 'eventId'),
    groups: groupsOption,
    event_properties: eventProperties(settings),
    user_properties: userProperties(TRAITS, settings),
    library2: { behavior: 'auto' },
    use_batch_endpoint: settings.sendToBatchEndpoint,
    skip: skipUnless(),
  };
}
