import { firstOf, path } from './default-mappings';
import { fieldSet } from './field-set';

/** Who did it. Amplitude needs one of the two ids. */
export const identity = fieldSet({
  user_id: {
    label: 'User ID',
    type: 'string',
    allowNull: true,
    description:
      'Your own id for the user. At least 5 characters unless Minimum ID Length says otherwise. Either this or the Device ID is needed.',
    default: path('$.userId'),
  },
  device_id: {
    label: 'Device ID',
    type: 'string',
    description:
      'Id of the device, for instance the IDFV on iOS. Either this or the User ID is needed; without it Amplitude derives one from the User ID.',
    default: firstOf('$.context.device.id', '$.anonymousId'),
  },
  anonymous_id: {
    label: 'Anonymous ID',
    type: 'string',
    unsafe_hidden: true,
    description:
      'Stands in for a Device ID that is empty or that Amplitude refuses, such as "unknown" or zeros, which devices report.',
    default: path('$.anonymousId'),
  },
});

/** How short an id may be. */
export const idLength = fieldSet({
  min_id_length: {
    label: 'Minimum ID Length',
    type: 'integer',
    allowNull: true,
    description:
      'Shortest User ID and Device ID that Amplitude accepts. Its own minimum is 5; a smaller number here lets shorter ids through.',
  },
});

/** What makes a repeated delivery harmless: Amplitude ignores a second event with the same Insert ID for 7 days. */
export const deduplication = fieldSet({
  insert_id: {
    label: 'Insert ID',
    type: 'string',
    description:
      'Amplitude ignores an event whose Insert ID and Device ID it has seen in the last 7 days. Left empty, it is made from the message id and from what is sent, so that a retry is never counted twice.',
  },
  message_id: {
    label: 'Message ID',
    type: 'string',
    unsafe_hidden: true,
    description: 'The Segment message id from which an Insert ID is made when none is mapped.',
    default: path('$.messageId'),
  },
});
