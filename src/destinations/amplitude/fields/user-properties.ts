import { path } from './default-mappings';
import { fieldSet } from './field-set';

const text = (label: string) => ({ label, type: 'string' as const, description: `${label} of the visit.` });

const referrerAndUtm = (prefix: '' | 'initial_') => ({
  [`${prefix}referrer`]: text('Referrer'),
  [`${prefix}utm_source`]: text('UTM Source'),
  [`${prefix}utm_medium`]: text('UTM Medium'),
  [`${prefix}utm_campaign`]: text('UTM Campaign'),
  [`${prefix}utm_term`]: text('UTM Term'),
  [`${prefix}utm_content`]: text('UTM Content'),
});

const referrerAndUtmPaths = (prefix: '' | 'initial_') => ({
  [`${prefix}referrer`]: path('$.context.page.referrer'),
  [`${prefix}utm_source`]: path('$.context.campaign.source'),
  [`${prefix}utm_medium`]: path('$.context.campaign.medium'),
  [`${prefix}utm_campaign`]: path('$.context.campaign.name'),
  [`${prefix}utm_term`]: path('$.context.campaign.term'),
  [`${prefix}utm_content`]: path('$.context.campaign.content'),
});

/** Operations on user properties that have no default. Amplitude, Identify API, "user_properties operations". */
export const operations = fieldSet({
  add: {
    label: 'Add',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'Numbers to add to user properties ($add). A property that is not there yet starts at 0.',
  },
  append: {
    label: 'Append',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'Values to put at the end of list properties of the user ($append).',
  },
  prepend: {
    label: 'Prepend',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'Values to put at the front of list properties of the user ($prepend).',
  },
  unset: {
    label: 'Unset',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'User properties to remove ($unset): the keys count, the values are not read.',
  },
});

/** `setOnce` without a default, for the action that has its own attribution fields. */
export const setOnce = fieldSet({
  setOnce: {
    label: 'Set Once',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'User properties to set only where they have no value yet ($setOnce).',
  },
});

/** `setOnce` and `setAlways` of Log Event V2, filled with referrer and campaign by default. */
export const setOnceAndAlways = fieldSet({
  setOnce: {
    ...setOnce.setOnce,
    properties: referrerAndUtm('initial_'),
    default: referrerAndUtmPaths('initial_'),
  },
  setAlways: {
    label: 'Set Always',
    type: 'object',
    additionalProperties: true,
    defaultObjectUI: 'keyvalue',
    description: 'User properties to set each time ($set).',
    properties: referrerAndUtm(''),
    default: referrerAndUtmPaths(''),
  },
});
