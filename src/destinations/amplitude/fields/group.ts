import { path } from './default-mappings';
import { fieldSet } from './field-set';
import { deduplication, idLength, identity } from './identity';

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

/** What Group Identify User knows of a group and of the user who joins it. */
export const groupFields = { ...identity, ...deduplication, ...group, ...idLength };
