import { path, unlessBlank } from './default-mappings';
import { fieldSet } from './field-set';

/** Where the visit came from: set as user properties, and once more as `initial_…`, which are set only once. */
export const attribution = fieldSet({
  utm_properties: {
    label: 'UTM Properties',
    type: 'object',
    description:
      'Campaign of the visit: the five keys below, and any other that begins with utm_. Each is set on the user, and once as initial_utm_… .',
    additionalProperties: true,
    properties: {
      utm_source: { label: 'UTM Source', type: 'string', description: 'Campaign source.' },
      utm_medium: { label: 'UTM Medium', type: 'string', description: 'Campaign medium.' },
      utm_campaign: { label: 'UTM Campaign', type: 'string', description: 'Campaign name.' },
      utm_term: { label: 'UTM Term', type: 'string', description: 'Campaign term.' },
      utm_content: { label: 'UTM Content', type: 'string', description: 'Campaign content.' },
    },
    default: {
      utm_source: path('$.context.campaign.source'),
      utm_medium: path('$.context.campaign.medium'),
      utm_campaign: path('$.context.campaign.name'),
      utm_term: path('$.context.campaign.term'),
      utm_content: path('$.context.campaign.content'),
    },
  },
  referrer: {
    label: 'Referrer',
    type: 'string',
    description: 'Page that led to the visit. Set on the user, and once as initial_referrer.',
    default: path('$.context.page.referrer'),
  },
});

/** What of the page itself is kept: who referred, by domain, and chosen query parameters. */
export const landing = fieldSet({
  landing: {
    label: 'Landing Page',
    type: 'object',
    description:
      'The page of the visit. The domain of referrer is set as referring_domain, and each query parameter of search that parameters names (separated by commas: "gclid, fbclid") under its own name; both once more as initial_… .',
    properties: {
      referrer: {
        label: 'Referrer',
        type: 'string',
        description: 'Address of the page that led to the visit.',
      },
      search: { label: 'Query String', type: 'string', description: 'Query string of the page.' },
      parameters: {
        label: 'Parameters',
        type: 'string',
        description: 'Names of the query parameters to keep.',
      },
    },
  },
});

/** What the attribution plugin found in the browser. While it is enabled, the fields above leave its properties alone. */
export const captured = fieldSet({
  autocapture_attribution: {
    label: 'Autocaptured Attribution',
    type: 'object',
    additionalProperties: true,
    description:
      'First and last touch as the attribution plugin finds them in the browser: {enabled, set, set_once, unset}. While enabled is true, no other field writes the campaign, the referrer or a click id.',
    default: unlessBlank('$.integrations.Actions Amplitude.autocapture_attribution'),
  },
});
