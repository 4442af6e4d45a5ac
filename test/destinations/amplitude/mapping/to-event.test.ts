import { PayloadValidationError } from '@segment/actions-core';
import { toEvent } from '../../../../src/destinations/amplitude/mapping/to-event';

const payload = { user_id: 'user-7f3a21', event_type: 'Opened' };

describe(toEvent, () => {
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
});
