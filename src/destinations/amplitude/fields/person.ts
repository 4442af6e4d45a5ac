import { attribution, captured, landing } from './attribution';
import { device, place } from './context';
import { firstOf } from './default-mappings';
import { groups, library } from './event';
import { fieldSet } from './field-set';
import { deduplication, idLength, identity } from './identity';
import { userAgent } from './user-agent';
import { operations, setOnce } from './user-properties';

const person = fieldSet({
  user_properties: {
    label: 'User Properties',
    type: 'object',
    description:
      'Properties of the user, up to 40 levels deep. Operations such as {"$add": {"friendCount": 1}} may stand among them.',
    default: firstOf('$.traits', '$.context.traits'),
  },
  paying: {
    label: 'Is Paying',
    type: 'boolean',
    description: 'Whether the user pays.',
  },
  start_version: {
    label: 'Initial Version',
    type: 'string',
    description: 'Version of the app that the user first had.',
  },
});

/** What Identify User knows of a person. */
export const identifyFields = {
  ...identity,
  ...person,
  ...groups,
  ...device,
  ...place,
  ...deduplication,
  ...userAgent,
  ...attribution,
  ...landing,
  ...captured,
  ...setOnce,
  ...operations,
  ...library,
  ...idLength,
};
