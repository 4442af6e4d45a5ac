import { PayloadValidationError } from '@segment/actions-core';
import type { Item } from '../api/item';
import type { GroupUpdate, Identification } from '../amplitude-event';
import type { PayloadOf, groupFields } from '../fields';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { readGroupName } from './groups';
import { toIds } from './ids';
import { SEGMENT } from './library';
import { readTime } from './read-time';
import { readObject } from './read-value';
import { splitProperties } from './split-properties';
import { toItem } from './to-item';
import { toGroupProperties } from './user-properties';

export type GroupPayload = PayloadOf<typeof groupFields>;

/**
 * The identify that puts a user into a group, and the updates that set the group's properties; each only where there is
 * something to send. Throws a PayloadValidationError where there is nothing.
 */
export function toGroupItems(payload: GroupPayload, notices: Notice[]): Item[] {
  const group_type = requireName('group_type', payload.group_type, notices);
  const group_value = requireName('group_value', payload.group_value, notices);
  const { ids, faults } = toIds(payload, notices);
  const given = readObject(payload.group_properties, 'group_properties', notices) ?? {};
  const properties = toGroupProperties(given, notices);
  const reason = faults.length === 0 ? 'no user_id and no device_id' : faults.join(', and ');
  const hasIds = Object.keys(ids).length > 0;
  if (!hasIds && Object.keys(properties).length === 0) {
    throw new PayloadValidationError(
      `Nothing to send for the group: ${reason}, and group_properties is empty.`,
    );
  }
  const items: Item[] = [];
  if (hasIds) {
    const identification: Identification = {
      ...ids,
      ...toMembership(group_type, group_value),
      library: SEGMENT,
    };
    const time = readTime(payload.time, 'time', notices);
    if (time !== undefined) identification.time = time;
    items.push(toItem('identify', identification, payload, notices));
  } else notices.push(noMember(reason));
  for (const group_properties of splitProperties(properties)) {
    const update: GroupUpdate = { group_type, group_value, group_properties, library: SEGMENT };
    items.push(toItem('groupidentify', update, payload, notices));
  }
  return items;
}

/** Amplitude's own libraries set the group as a property of the user too, so that it shows on the user. */
function toMembership(type: string, name: string): Pick<Identification, 'groups' | 'user_properties'> {
  return { groups: { [type]: name }, user_properties: { [type]: name } };
}

function requireName(field: 'group_type' | 'group_value', value: unknown, notices: Notice[]): string {
  const name = readGroupName(value, field, notices);
  if (name !== undefined) return name;
  const fault = isBlank(value) ? 'it is empty' : 'it is not text';
  throw new PayloadValidationError(`Amplitude needs a ${field}: ${fault}. Check its mapping.`);
}

function noMember(reason: string): Notice {
  return { name: 'id_dropped', field: 'user_id', text: `Put no user into the group: ${reason}.` };
}
