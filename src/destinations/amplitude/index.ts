import type { DestinationDefinition } from '@segment/actions-core';
import { actions } from './actions';
import { deleteUser } from './delete-user';
import { toPresets } from './presets';
import { authentication } from './authentication';
import { toBaseUrl } from './api/base-url';
import type { DestinationOptions, Settings } from './settings';

/**
 * The Amplitude destination. The options are for the host program alone: a customer who could choose the URL could make
 * the host call anything. Throws a TypeError for a `baseUrl` that is no plain http or https address.
 *
 * @example const destination = createAmplitudeDestination({ baseUrl: emulator.baseUrl, gzip: true });
 */
export function createAmplitudeDestination({
  baseUrl,
  ...others
}: DestinationOptions = {}): DestinationDefinition<Settings> {
  const options = baseUrl === undefined ? others : { ...others, baseUrl: toBaseUrl(baseUrl) };
  const defined = {
    logEvent: actions.logEvent(options),
    logEventV2: actions.logEventV2(options),
    logPurchase: actions.logPurchase(options),
    identifyUser: actions.identifyUser(options),
    groupIdentifyUser: actions.groupIdentifyUser(options),
    mapUser: actions.mapUser(options),
  } satisfies Record<keyof typeof actions, unknown>;
  return {
    // No space: the framework builds a schema URI from the name, and newer fast-uri releases refuse one with a space.
    name: 'Amplitude',
    slug: 'actions-amplitude',
    mode: 'cloud',
    description: 'Send Segment events to Amplitude.',
    authentication: authentication(options),
    onDelete: deleteUser(options),
    presets: toPresets(actions),
    actions: defined,
  };
}
