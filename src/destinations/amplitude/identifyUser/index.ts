import { cloudAction } from '../cloud-action';
import { toMinIdLength } from '../mapping/ids';
import { toIdentification } from '../mapping/to-identification';
import {
  attribution,
  deduplication,
  device,
  fieldSet,
  groups,
  idLength,
  identity,
  library,
  landing,
  operations,
  path,
  place,
  setOnce,
  userAgent,
} from '../fields';

const person = fieldSet({
  user_properties: {
    label: 'User Properties',
    type: 'object',
    description:
      'Properties of the user, up to 40 levels deep. Operations such as {"$add": {"friendCount": 1}} may stand among them.',
    default: path('$.traits'),
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

/** Sets properties of a user, or ties a user to a device, without an event. */
export const identifyUser = cloudAction({
  title: 'Identify User',
  description: 'Set properties of a user, or the user of a device, without sending an event.',
  defaultSubscription: 'type = "identify"',
  fields: {
    ...identity,
    ...person,
    ...groups,
    ...device,
    ...place,
    ...deduplication,
    ...userAgent,
    ...attribution,
    ...landing,
    ...setOnce,
    ...operations,
    ...library,
    ...idLength,
  },
  toItems: (payload) => {
    const { identification, notices } = toIdentification(payload);
    return {
      items: [{ endpoint: 'identify', object: identification, minIdLength: toMinIdLength(payload) }],
      notices,
    };
  },
});
