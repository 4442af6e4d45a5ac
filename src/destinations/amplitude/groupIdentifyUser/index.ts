import { PayloadValidationError } from '@segment/actions-core';
import type { Item } from '../api/item';
import { cloudAction } from '../cloud-action';
import { isBlank, withoutBlanks } from '../mapping/blank';
import { toEpochMs } from '../mapping/epoch-ms';
import { toIds, toMinIdLength } from '../mapping/ids';
import { toInsertId } from '../mapping/insert-id';
import { toLibrary } from '../mapping/library';
import { toUserProperties } from '../mapping/user-properties';
import { deduplication, fieldSet, idLength, identity, path } from '../fields';

const group = fieldSet({
  time: {
    label: 'Timestamp',
    type: 'string',
    description: 'When the user joined the group. Left empty, Amplitude takes the time of arrival.',
    default: path('$.timestamp'),
  },
  group_properties: {
    label: 'Group Properties',
    type: 'object',
    description: 'Properties of the group. Operations such as {"$add": {"seats": 1}} may stand among them.',
    default: path('$.traits'),
  },
  group_type: {
    label: 'Group Type',
    type: 'string',
    required: true,
    description: 'Kind of group, for instance "company".',
  },
  group_value: {
    label: 'Group Value',
    type: 'string',
    required: true,
    description: 'Name of the group within its type.',
  },
});

/** Puts the user into a group, and sets properties of the group. Needs Amplitude's Accounts add-on. */
export const groupIdentifyUser = cloudAction({
  title: 'Group Identify User',
  description: 'Put a user into a group and set properties of the group. Only later events are affected.',
  defaultSubscription: 'type = "group"',
  fields: { ...identity, ...deduplication, ...group, ...idLength },
  toItems: (payload) => {
    const { group_type, group_value } = payload;
    for (const field of ['group_type', 'group_value'] as const) {
      if (isBlank(payload[field]))
        throw new PayloadValidationError(`Amplitude needs a ${field}: it is empty. Check its mapping.`);
    }
    const { ids, faults, notices: idNotices } = toIds(payload);
    const { properties = {}, notices } = toUserProperties({ properties: payload.group_properties });
    const minIdLength = toMinIdLength(payload);
    const library = toLibrary(undefined);
    const items: Item[] = [];
    if (Object.keys(ids).length > 0) {
      const membership = { [group_type]: group_value };
      const identification = {
        ...ids,
        groups: membership,
        user_properties: membership,
        insert_id: toInsertId(payload, group_type),
        time: toEpochMs(payload.time),
        library,
      };
      items.push({ endpoint: 'identify', object: withoutBlanks(identification), minIdLength });
    }
    if (Object.keys(properties).length > 0) {
      const object = { group_type, group_value, group_properties: properties, library };
      items.push({ endpoint: 'groupidentify', object, minIdLength });
    }
    if (items.length === 0) {
      const reason = faults.length === 0 ? 'no user_id and no device_id' : faults.join(', and ');
      throw new PayloadValidationError(
        `Nothing to send for the group: ${reason}, and group_properties is empty.`,
      );
    }
    return { items, notices: [...idNotices, ...notices] };
  },
});
