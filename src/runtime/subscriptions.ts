import { defaultValues } from '@segment/actions-core';
import { actions } from '../destinations/amplitude/actions';
import { isBlank } from '../destinations/amplitude/mapping/blank';
import { toPresets } from '../destinations/amplitude/presets';
import type { MappingValue, Subscription } from './subscription';
import { readSubscriptions } from './read-subscriptions';

/**
 * What a customer gets who connects the destination and changes nothing, without the browser's own action.
 *
 * @example const runtime = createRuntime({ settings, subscriptions: [...presetSubscriptions(), aliasSubscription()] });
 */
export function presetSubscriptions(): Subscription[] {
  return readSubscriptions(toPresets(actions).filter(({ type }) => type === 'automatic'));
}

/**
 * Group calls, which no preset covers: Segment's call names a group by its id alone, Amplitude wants its type too.
 *
 * @param group.type kind of group, "company", or a directive that reads it.
 * @param group.value name of the group; the call's groupId by default.
 * @throws TypeError for an empty type: every call would be refused.
 * @example const companies = groupSubscription({ type: 'company', value: { '@path': '$.traits.name' } });
 */
export function groupSubscription(group: { type: MappingValue; value?: MappingValue }): Subscription {
  const { type, value = { '@path': '$.groupId' } } = group;
  if (isBlank(type)) {
    throw new TypeError('groupSubscription needs the type of the groups, such as {type: "company"}.');
  }
  return {
    name: 'Group Calls',
    subscribe: 'type = "group"',
    partnerAction: 'groupIdentifyUser',
    mapping: { ...defaultValues(actions.groupIdentifyUser.fields), group_type: type, group_value: value },
  };
}

/**
 * Alias calls, which no preset covers: Amplitude maps users only for those who bought its Portfolio add-on.
 *
 * @example const runtime = createRuntime({ settings, subscriptions: [...presetSubscriptions(), aliasSubscription()] });
 */
export function aliasSubscription(): Subscription {
  return {
    name: 'Alias Calls',
    subscribe: 'type = "alias"',
    partnerAction: 'mapUser',
    mapping: defaultValues(actions.mapUser.fields),
  };
}
