import { type DestinationDefinition, type JSONObject, defaultValues } from '@segment/actions-core';
import { presetSubscriptions } from '../../packages/amplitude-actions/src/subscriptions/preset-subscriptions';
import {
  toSubscription,
  type Subscription,
} from '../../packages/amplitude-actions/src/subscriptions/subscription';
import type { Settings } from '../../src';

type Definition = Pick<DestinationDefinition<Settings>, 'presets' | 'actions'>;

/** What a new Amplitude destination starts with, and the two calls that no preset takes: group and alias. */
export function demoSubscriptions(definition: Definition): Subscription[] {
  const { presets = [], actions } = definition;
  const more = (
    name: string,
    type: string,
    partnerAction: 'groupIdentifyUser' | 'mapUser',
    own: JSONObject,
  ) =>
    toSubscription({
      name,
      subscribe: `type = "${type}"`,
      partnerAction,
      mapping: { ...defaultValues(actions[partnerAction]?.fields ?? {}), ...own },
    });
  return [
    ...presetSubscriptions({ presets, actions }),
    more('Group Calls', 'group', 'groupIdentifyUser', {
      group_type: firstNotBlank('$.traits.group_type', 'company'),
      group_value: firstNotBlank('$.traits.name', { '@path': '$.groupId' }),
    }),
    more('Alias Calls', 'alias', 'mapUser', {}),
  ];
}

/** `blank` runs `then` when the value is NOT blank. */
function firstNotBlank(at: string, otherwise: string | JSONObject): JSONObject {
  return { '@if': { blank: { '@path': at }, then: { '@path': at }, else: otherwise } };
}
