import type { DestinationDefinition } from '@segment/actions-core';
import { deleteUser } from './delete-user';
import { groupIdentifyUser } from './groupIdentifyUser';
import { identifyUser } from './identifyUser';
import { logEvent } from './logEvent';
import { logEventV2 } from './logEventV2';
import { logPurchase } from './logPurchase';
import { mapUser } from './mapUser';
import { toPresets } from './presets';
import { authentication } from './authentication';
import type { DestinationOptions, Settings } from './settings';

/**
 * The Amplitude destination. The options are for the host program alone: a customer who could choose the URL could make
 * the host call anything.
 */
export function createAmplitudeDestination(
  options: DestinationOptions = {},
): DestinationDefinition<Settings> {
  const actions = {
    logEvent: logEvent(options),
    logEventV2: logEventV2(options),
    logPurchase: logPurchase(options),
    identifyUser: identifyUser(options),
    groupIdentifyUser: groupIdentifyUser(options),
    mapUser: mapUser(options),
  };
  return {
    // No space: the framework builds a schema URI from the name, and newer fast-uri releases refuse one with a space.
    name: 'Amplitude',
    slug: 'actions-amplitude',
    mode: 'cloud',
    description: 'Send Segment events to Amplitude.',
    authentication: authentication(options),
    onDelete: deleteUser(options),
    presets: toPresets(actions),
    actions,
  };
}
