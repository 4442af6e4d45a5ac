import { PayloadValidationError } from '@segment/actions-core';
import {
  toEvent as map,
  type EventPayload,
  type PropertyAdditions,
} from '../../../../src/destinations/amplitude/mapping/to-event';
import { collectNotices } from './collect-notices';

const payload = { user_id: 'user-7f3a21', event_type: 'Opened' };

function toEvent(source: EventPayload, additions: PropertyAdditions) {
  const { value, notices } = collectNotices((into) => map(source, additions, into));
  return { event: value, notices };
}

describe(map, () => {
  it('makes the smallest event', () => {
    expect(toEvent(payload, {})).toEqual({
      event: { user_id: 'user-7f3a21', event_type: 'Opened', library: 'segment' },
      notices: [],
    });
  });

  it('sends no key with a blank value', () => {
    const { event } = toEvent({ ...payload, city: ' ', country: '', session_id: 'abc', insert_id: '' }, {});
    expect(Object.keys(event).sort()).toEqual(['event_type', 'library', 'user_id']);
  });

  it('passes event properties on unchanged', () => {
    const event_properties = { empty: '', nothing: null, nested: { list: [1, ''] } };
    expect(toEvent({ ...payload, event_properties }, {}).event).toMatchObject({ event_properties });
  });

  it('leaves out every key that Amplitude does not document', () => {
    const foreign = { apiKey: 'k', secretKey: 's', device_type: 'phone', price: 3, anything: 1 };
    expect(toEvent({ ...payload, ...foreign }, {}).event).toEqual(toEvent(payload, {}).event);
  });

  it('keeps mapped device keys over those of the user agent', () => {
    const { event } = toEvent(
      {
        ...payload,
        os_name: 'iOS',
        os_version: '14.4',
        device_model: 'iPhone12,1',
        userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 9_1 like Mac OS X)',
      },
      {},
    );
    expect(event).toMatchObject({
      os_name: 'iOS',
      os_version: '14.4',
      device_model: 'iPhone12,1',
      device_manufacturer: 'Apple',
    });
  });

  it.each(['', '  '])('refuses the event type %p', (event_type) => {
    const message = 'Amplitude needs an event_type: it is empty. Check the Event Type mapping.';
    expect(() => toEvent({ ...payload, event_type }, {})).toThrow(new PayloadValidationError(message));
  });

  it('collects the notices of ids and properties', () => {
    const { notices } = toEvent({ ...payload, device_id: 'none' }, { explicit: { $add: { count: 'many' } } });
    expect(notices.map(({ name }) => name)).toEqual(['id_dropped', 'operation_dropped']);
  });

  it('sends the keys for backfills, partners and plans', () => {
    const keys = {
      plan: { branch: 'main', source: 'web', version: '3', versionId: 'v3' },
      ingestion_metadata: { source_name: 'loader', source_version: '1.2.0' },
      partner_id: 'partner-9',
      android_app_set_id: 'set-1',
    };
    const { event, notices } = toEvent({ ...payload, ...keys, skip_user_properties_sync: true }, {});
    expect(event).toMatchObject({ ...keys, $skip_user_properties_sync: true });
    expect(notices).toEqual([]);
    expect(toEvent({ ...payload, skip_user_properties_sync: false }, {}).event).toEqual(
      toEvent(payload, {}).event,
    );
  });

  it('sends of a plan only what Amplitude documents, and tells of the rest', () => {
    const plan = { version: 3, owner: 'me', branch: '' };
    const { event, notices } = toEvent({ ...payload, plan } as object as EventPayload, {});
    expect(event.plan).toEqual({ version: '3' });
    expect(notices.map(({ field }) => field)).toEqual(['plan.owner']);
  });

  it('reads numbers from text, and tells of those that it cannot read', () => {
    const { event } = toEvent(
      { ...payload, location_lat: ' 37.77 ', location_lng: '-1.2e2', event_id: '7' },
      {},
    );
    expect(event).toMatchObject({ location_lat: 37.77, location_lng: -120, event_id: 7 });
    const bad = { location_lat: 'N/A', location_lng: '37,77', event_id: '1.5' };
    const { event: without, notices } = toEvent({ ...payload, ...bad }, {});
    expect(without).toEqual(toEvent(payload, {}).event);
    expect(notices.map(({ name, field }) => [name, field])).toEqual([
      ['number_unreadable', 'location_lat'],
      ['number_unreadable', 'location_lng'],
      ['number_unreadable', 'event_id'],
    ]);
  });

  it.each(['N/A', 'NaN', 'Infinity', '1e999', '0x10', '1_000', '--1', '.', 'e5', true, {}, NaN])(
    'takes %p for no number',
    (location_lat) => {
      const { event, notices } = toEvent({ ...payload, location_lat } as object as EventPayload, {});
      expect(event).not.toHaveProperty('location_lat');
      expect(notices.map(({ name }) => name)).toEqual(['number_unreadable']);
    },
  );

  it('tells of what is no text where text belongs, and takes numbers for text', () => {
    const odd = { city: {}, region: ['x'], app_version: 3, carrier: false };
    const { event, notices } = toEvent({ ...payload, ...odd } as object as EventPayload, {});
    expect(event).toMatchObject({ app_version: '3', carrier: 'false' });
    expect(notices.map(({ name, field }) => [name, field]).sort()).toEqual([
      ['value_dropped', 'city'],
      ['value_dropped', 'region'],
    ]);
  });

  it('sends groups as names and lists of names, and tells of the others', () => {
    const groups = {
      company: 'Acme',
      team: ['a', 7, ''],
      empty: [],
      bad: { a: 1 },
      flag: true,
      none: null,
      '': 'x',
      ' ': '',
    };
    const { event, notices } = toEvent({ ...payload, groups }, {});
    expect(event.groups).toEqual({ company: 'Acme', team: ['a', '7'] });
    expect(notices.map(({ field }) => field)).toEqual(['groups.bad', 'groups.flag', 'groups']);
  });

  it.each([
    ['time', 'time_unreadable'],
    ['session_id', 'session_unreadable'],
  ])('leaves out a %s that cannot be read, with a notice', (field, name) => {
    const { event, notices } = toEvent({ ...payload, [field]: 'soon' }, {});
    expect(event).toEqual(toEvent(payload, {}).event);
    expect(notices).toMatchObject([{ name, field }]);
  });

  it('takes false in the session for an opt-out, and -1 for no session', () => {
    for (const session_id of [false, 'false', '']) {
      const { event, notices } = toEvent({ ...payload, session_id } as object as EventPayload, {});
      expect([event, notices]).toEqual([toEvent(payload, {}).event, []]);
    }
    for (const session_id of [-1, '-1']) {
      expect(toEvent({ ...payload, session_id } as object as EventPayload, {}).event.session_id).toBe(-1);
    }
    expect(toEvent({ ...payload, time: '-1' }, {}).event).not.toHaveProperty('time');
  });

  it('refuses an event type that is no text', () => {
    const message = 'Amplitude needs an event_type: it is not text. Check the Event Type mapping.';
    expect(() => toEvent({ ...payload, event_type: {} } as object as EventPayload, {})).toThrow(message);
  });
});
