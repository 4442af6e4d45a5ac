import { Group } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { LEGACY_GROUP_TYPE } from '../subscriptions/groups';
import { toClassicIds } from './classic-context';
import type { WireCall } from './wire-call';

/** A group call: the user joins the group, which takes the traits when both group traits are there. */
export function toClassicGroup(message: Record<string, unknown>, settings: ClassicSettings): WireCall[] {
  const group = new Group(message, { traverse: false });
  if (!group.groupId()) return [];
  const trait = (name: string) => (name === '' ? undefined : group.proxy(`properties.${name}`));
  const [type, value] = [trait(settings.groupTypeTrait), trait(settings.groupValueTrait)];
  const hasBoth = Boolean(type) && Boolean(value);
  const [groupType, groupValue] = hasBoth ? [String(type), value] : [LEGACY_GROUP_TYPE, group.groupId()];
  const association = { [groupType]: groupValue };
  const joins: WireCall = {
    endpoint: 'identify',
    name: '$identify',
    fields: {
      ...toClassicIds(group, settings),
      library: 'segment',
      groups: association,
      user_properties: { $set: association },
    },
  };
  return hasBoth ? [joins, toGroupProperties(groupType, groupValue, message.traits)] : [joins];
}

function toGroupProperties(type: string, value: unknown, traits: unknown): WireCall {
  return {
    endpoint: 'groupidentify',
    name: type,
    fields: { group_type: type, group_value: value, group_properties: traits, library: 'segment' },
  };
}
