import { fieldSet } from './field-set';

/** Keys for programs that bring events from elsewhere: backfills, partners and tracking plans. None has a default. */
export const ingestion = fieldSet({
  skip_user_properties_sync: {
    label: 'Skip User Properties Sync',
    type: 'boolean',
    description:
      'When true, the event neither changes the properties of the user nor takes over those that are set: for backfills.',
    default: false,
  },
  plan: {
    label: 'Tracking Plan',
    type: 'object',
    description: 'Tracking plan of the event.',
    additionalProperties: true,
    properties: {
      branch: { label: 'Branch', type: 'string', description: 'Branch of the plan.' },
      source: { label: 'Source', type: 'string', description: 'Source of the plan.' },
      version: { label: 'Version', type: 'string', description: 'Version of the plan.' },
      versionId: { label: 'Version ID', type: 'string', description: 'Id of the version of the plan.' },
    },
  },
  partner_id: {
    label: 'Partner ID',
    type: 'string',
    description: 'Id that Amplitude gives to a partner who sends events for its customers.',
  },
  ingestion_metadata: {
    label: 'Ingestion Metadata',
    type: 'object',
    description: 'The program that brought the event.',
    additionalProperties: true,
    properties: {
      source_name: { label: 'Source Name', type: 'string', description: 'Name of the program.' },
      source_version: { label: 'Source Version', type: 'string', description: 'Version of the program.' },
    },
  },
});
