import { Group } from '@segment/facade';
import type { ClassicSettings } from '../classic-settings';
import { toClassicIds } from './classic-context';
import type { WireCall } from './wire-call';

/** The type of a group whose call does not name one (Segment, Amplitude Classic, "Legacy Group Behavior"). */
const LEGACY_GROUP_TYPE = '[Segment] Group';

/** A group call: the user joins the group, which takes the traits when both group traits are there. */
export function toClassicGroup(message: Record<string, unknown>, settings: ClassicSettings): WireCall[] {
  const group = new Group(message, { traverse: false });
  if (!group.groupId()) return [];
  const trait = (name: string) => (name === '' ? undefined : traitOf(group, name));
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

/** A trait by its whole name, in any case: a dot in it leads nowhere. */
function traitOf(group: Group, name: string): unknown {
  const traits = Object.entries(group.traits());
  return traits.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
}

function toGroupProperties(type: string, value: unknown, traits: unknown): WireCall {
  return {
    endpoint: 'groupidentify',
    name: type,
    fields: { group_type: type, group_value: value, group_properties: traits, library: 'segment' },
  };
}
