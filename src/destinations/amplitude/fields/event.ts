import { firstOf, path, unlessBlank } from './default-mappings';
import { fieldSet } from './field-set';

/**
 * What happened and when. Numbers and times are declared as text and read by us: the framework would refuse the whole
 * event for a session id of "" or a latitude of "N/A".
 */
export const eventCore = fieldSet({
  event_type: {
    label: 'Event Type',
    type: 'string',
    required: true,
    description: 'Name of the event.',
    default: path('$.event'),
  },
  session_id: {
    label: 'Session ID',
    type: 'string',
    description:
      'Start of the session, in milliseconds since 1970. The session plugins write it to integrations["Actions Amplitude"].session_id; -1 means outside any session.',
    default: unlessBlank('$.integrations.Actions Amplitude.session_id'),
  },
  time: {
    label: 'Timestamp',
    type: 'string',
    description:
      'When the event happened: a date, or a number of seconds, milliseconds, microseconds or nanoseconds since 1970. Left empty, Amplitude takes the time of arrival.',
    default: unlessBlank('$.timestamp'),
  },
  event_properties: {
    label: 'Event Properties',
    type: 'object',
    description: 'Properties of the event, up to 40 levels deep.',
    default: path('$.properties'),
  },
  user_properties: {
    label: 'User Properties',
    type: 'object',
    description:
      'Properties of the user, up to 40 levels deep. Operations such as {"$add": {"friendCount": 1}} may stand among them.',
    default: firstOf('$.traits', '$.context.traits'),
  },
  event_id: {
    label: 'Event ID',
    type: 'string',
    description: 'Counter that orders events of one user with the same timestamp.',
  },
});

/** Groups of the user, on an event or an identify. */
export const groups = fieldSet({
  groups: {
    label: 'Groups',
    type: 'object',
    description:
      'Groups by type, for instance {"company": "Acme"}. At most 5 types and 10 values are kept. Needs the Accounts add-on.',
  },
});

/** Names the library that made the event. */
export const library = fieldSet({
  library: {
    label: 'Library',
    type: 'string',
    unsafe_hidden: true,
    description: 'Name of the Segment library, from which the platform "Web" is told.',
    default: path('$.context.library.name'),
  },
});

/** What to show as the library in Amplitude. */
export const librarySource = fieldSet({
  library2: {
    label: 'Library',
    type: 'object',
    description: 'What Amplitude shows as the library of the event.',
    properties: {
      behavior: {
        label: 'Behavior',
        type: 'string',
        allowNull: true,
        description:
          'auto: always "segment". use_mapping: the name mapped below, or "segment" when it is empty. Without a behavior: "segment".',
        choices: [
          { label: 'Auto ("segment")', value: 'auto' },
          { label: 'Use the mapping', value: 'use_mapping' },
        ],
      },
      mapping: { label: 'Mapping', type: 'string', description: 'Library name for use_mapping.' },
    },
    default: { behavior: 'use_mapping', mapping: path('$.context.library.name') },
  },
});

/** Which endpoint takes the event. */
export const endpointChoice = fieldSet({
  use_batch_endpoint: {
    label: 'Use Batch Endpoint',
    type: 'boolean',
    description:
      'Send to the batch endpoint, which takes 20 MB a request and 1,000 events a second for each user, in place of 1 MB and 30. An order of 900 products or more goes there in any case once HTTP V2 has refused it for its rate.',
    default: false,
  },
});
