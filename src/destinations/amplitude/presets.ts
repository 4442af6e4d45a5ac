import { defaultValues, type DestinationDefinition, type InputField } from '@segment/actions-core';
import { sessionId } from './sessionPlugin';
import type { Settings } from './settings';

type Presets = NonNullable<DestinationDefinition<Settings>['presets']>;
type CloudActionKey = 'logEventV2' | 'logPurchase' | 'identifyUser';
type Actions = Record<CloudActionKey, { fields: Record<string, InputField> }>;

/** `blank` runs `then` when the name is NOT blank. */
function viewedOr(nameless: string) {
  return {
    '@if': { blank: { '@path': '$.name' }, then: { '@template': 'Viewed {{name}}' }, else: nameless },
  };
}

/** The subscriptions that a new Amplitude destination starts with. */
export function toPresets(actions: Actions): Presets {
  const preset = (
    name: string,
    subscribe: string,
    partnerAction: CloudActionKey,
    overrides = {},
  ): Presets[number] => ({
    name,
    subscribe,
    partnerAction,
    mapping: { ...defaultValues(actions[partnerAction].fields), ...overrides },
    type: 'automatic',
  });
  return [
    preset('Track Calls', 'type = "track" and event != "Order Completed"', 'logEventV2'),
    preset('Order Completed Calls', 'type = "track" and event = "Order Completed"', 'logPurchase'),
    preset('Page Calls', 'type = "page"', 'logEventV2', { event_type: viewedOr('Loaded a Page') }),
    preset('Screen Calls', 'type = "screen"', 'logEventV2', { event_type: viewedOr('Loaded a Screen') }),
    preset('Identify Calls', 'type = "identify"', 'identifyUser'),
    {
      name: 'Browser Session Tracking',
      subscribe: sessionId.defaultSubscription,
      partnerAction: 'sessionId',
      mapping: {},
      type: 'automatic',
    },
  ];
}
