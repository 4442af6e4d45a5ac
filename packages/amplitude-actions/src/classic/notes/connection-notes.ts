import { DEFAULT_REGION, REGIONS } from 'segment-actions-amplitude/api';
import { classicDefaults } from '../classic-settings';
import { toldElsewhere, whenOn, type NoteOf, type NotesOf } from './note-of';

const onDeviceBatching: NoteOf = (settings) =>
  (['batchEvents', 'eventUploadPeriodMillis', 'eventUploadThreshold'] as const).some(
    (setting) => settings[setting] !== classicDefaults[setting],
  )
    ? [
        'no_cloud_effect',
        'It batched uploads inside the browser. Events are batched on the server now, up to 1000 in a call.',
      ]
    : undefined;

/** Keys, region, endpoint: how events get to Amplitude. */
export const connectionNotes: NotesOf<
  | 'apiKey'
  | 'secretKey'
  | 'endpoint'
  | 'versionName'
  | 'batchEvents'
  | 'eventUploadPeriodMillis'
  | 'eventUploadThreshold'
  | 'sendToBatchEndpoint'
  | 'forceHttps'
  | 'sendAlias'
> = {
  apiKey: ({ apiKey }) =>
    apiKey === ''
      ? ['needs_you', 'There is none: give the API key of the Amplitude project, from its General tab.']
      : undefined,
  secretKey: ({ secretKey }) =>
    secretKey === ''
      ? [
          'needs_you',
          'There is none. The destination needs the secret key, to delete users and to test the connection: take it from the General tab of the Amplitude project.',
        ]
      : undefined,
  endpoint: ({ endpoint }) =>
    endpoint === DEFAULT_REGION
      ? undefined
      : ['reproduced', `Endpoint Region is ${REGIONS[endpoint].label}.`],
  versionName: ({ versionName }) =>
    versionName === ''
      ? undefined
      : [
          'reproduced',
          `App Version is "${versionName}" where an event has no context.app.version. Amplitude shows it as the version, not as version_name.`,
        ],
  batchEvents: onDeviceBatching,
  eventUploadPeriodMillis: toldElsewhere,
  eventUploadThreshold: toldElsewhere,
  sendToBatchEndpoint: whenOn(
    'sendToBatchEndpoint',
    'reproduced',
    'Use Batch Endpoint is on in every event subscription.',
  ),
  forceHttps: whenOn('forceHttps', 'no_cloud_effect', 'Every request uses https.'),
  sendAlias: ({ sendAlias }) =>
    sendAlias
      ? [
          'reproduced',
          'Alias calls map previousId to userId; integrations.Amplitude.unmap unmaps. Needs the Portfolio add-on.',
        ]
      : ['reproduced', 'Alias calls are not subscribed.'],
};
