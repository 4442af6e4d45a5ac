import type { JSONLikeObject } from '@segment/actions-core';
import { actions } from '../../../../src/destinations/amplitude/actions';
import { CLOUD_ACTIONS, type CloudAction } from '../../../send-events';

/**
 * Fields that have no key of their own in what is sent, and what becomes of them. Every other field has to stand in an
 * object under its own name, or under that in RENAMED.
 */
const CONSUMED: Record<string, string> = {
  anonymous_id: 'stands in for device_id',
  message_id: 'becomes a part of insert_id',
  library: 'tells whether the platform is Web',
  library2: 'becomes library',
  userAgent: 'becomes os_name, os_version, device_model, device_manufacturer and user_agent',
  userAgentData: 'goes over what the user agent says',
  userAgentParsing: 'whether the user agent is read',
  userAgentBrowserAsOs: 'how the user agent is read',
  includeRawUserAgent: 'whether user_agent is sent',
  utm_properties: 'becomes $set and $setOnce',
  referrer: 'becomes $set and $setOnce',
  landing: 'becomes $set and $setOnce',
  autocapture_attribution: 'becomes $set, $setOnce and $unset',
  setOnce: 'becomes $setOnce',
  setAlways: 'becomes $set',
  add: 'becomes $add',
  append: 'becomes $append',
  prepend: 'becomes $prepend',
  unset: 'becomes $unset',
  products: 'become events of their own',
  trackRevenuePerProduct: 'where revenue stands',
  trackProductsOnce: 'whether products become events of their own',
  use_batch_endpoint: 'the endpoint of the request',
  min_id_length: 'an option of the request',
  skip: 'whether anything is sent',
  enable_batching: 'for the host',
  batch_size: 'for the host',
};
const RENAMED: Record<string, string> = { skip_user_properties_sync: '$skip_user_properties_sync' };

/** Each field that stands on the wire, with a value that it takes. */
const SAMPLES: JSONLikeObject = {
  user_id: 'user-12345',
  device_id: 'device-12345',
  event_type: 'Song Played',
  session_id: 1_618_244_000_000,
  time: '2026-03-01T12:00:00.000Z',
  event_properties: { title: 'Blue in Green' },
  user_properties: { plan: 'pro' },
  group_properties: { plan: 'team' },
  group_type: 'company',
  group_value: 'Acme',
  groups: { company: 'Acme' },
  location_lat: '37.77',
  location_lng: '-122.4',
  event_id: '7',
  price: '3',
  quantity: '2',
  revenue: '6',
  currency: 'USD',
  paying: true,
  skip_user_properties_sync: true,
  plan: { version: '3' },
  ingestion_metadata: { source_name: 'loader' },
  global_user_id: 'user-67890',
  idfa: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
  adid: '7A3CBEA0-BDF5-11E4-8DFC-AA07A5B093DB',
};
const sampleOf = (field: string) => SAMPLES[field] ?? `a ${field}`;

function keysOnTheWire(action: CloudAction, fields: string[]): string[] {
  const payload = Object.fromEntries(fields.map((field) => [field, sampleOf(field)]));
  const toItems = actions[action].toItems as (payload: object) => { items: { object: object }[] };
  return toItems(payload).items.flatMap(({ object }) => Object.keys(object));
}

/** Fields of an action that stand on the wire, less one that rules out the others. */
function sentFields(action: CloudAction): string[] {
  return Object.keys(actions[action].fields).filter((field) => !(field in CONSUMED) && field !== 'unmap');
}

describe.each(CLOUD_ACTIONS)('every field of %s', (action) => {
  it('stands on the wire under its name, or is named here as one that is consumed on the way', () => {
    const onTheWire = new Set(keysOnTheWire(action, sentFields(action)));
    const forgotten = sentFields(action).filter((field) => !onTheWire.has(RENAMED[field] ?? field));
    expect(forgotten).toEqual([]);
  });

  it('is left out of what is sent when it is not given', () => {
    const required = [
      'user_id',
      'event_type',
      'group_type',
      'group_value',
      'group_properties',
      'global_user_id',
    ];
    const given = sentFields(action).filter((field) => required.includes(field));
    const optional = sentFields(action).filter((field) => !required.includes(field));
    const onTheWire = keysOnTheWire(action, given);
    expect(optional.filter((field) => onTheWire.includes(RENAMED[field] ?? field))).toEqual([]);
  });
});

it('unmap stands on the wire, without the other ids', () => {
  expect(keysOnTheWire('mapUser', ['unmap', 'global_user_id'])).toEqual(['user_id', 'unmap']);
});

it('no consumed field is one that no action declares', () => {
  const declared = new Set(CLOUD_ACTIONS.flatMap((action) => Object.keys(actions[action].fields)));
  expect(Object.keys(CONSUMED).filter((field) => !declared.has(field))).toEqual([]);
});
