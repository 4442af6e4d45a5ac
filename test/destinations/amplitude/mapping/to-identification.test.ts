import {
  toIdentification as map,
  type IdentifyPayload,
} from '../../../../src/destinations/amplitude/mapping/to-identification';
import { collectNotices } from './collect-notices';

function toIdentification(source: IdentifyPayload) {
  const { value, fields } = collectNotices((into) => map(source, into));
  return { identification: value, notices: fields };
}

const payload = { user_id: 'user-7f3a21' };

describe(map, () => {
  it('makes the smallest identification', () => {
    expect(toIdentification(payload)).toEqual({
      identification: { user_id: 'user-7f3a21', library: 'segment' },
      notices: [],
    });
  });

  it('says "true" of a user who pays, and nothing of one who does not', () => {
    expect(toIdentification({ ...payload, paying: true }).identification).toMatchObject({ paying: 'true' });
    expect(toIdentification({ ...payload, paying: false }).identification).not.toHaveProperty('paying');
  });

  it('tells of a user who does not pay, as Amplitude has no word for it', () => {
    expect(toIdentification({ ...payload, paying: false }).notices).toEqual(['paying']);
    expect(toIdentification({ ...payload, paying: true }).notices).toEqual([]);
  });

  it('leaves out every key that the Identify API does not document', () => {
    const foreign = { apiKey: 'k', ip: '203.0.113.9', location_lat: 1, event_type: 'x', session_id: 1 };
    expect(toIdentification({ ...payload, ...foreign })).toEqual(toIdentification(payload));
  });

  it('turns operation fields into operations and moves the traits under $set', () => {
    const { identification } = toIdentification({
      ...payload,
      user_properties: { plan: 'pro' },
      setOnce: { first: 1 },
      add: { count: 1 },
      append: { tags: 'a' },
      prepend: { names: 'b' },
      unset: { old: true },
    });
    expect(identification.user_properties).toEqual({
      $unset: { old: '-' },
      $setOnce: { first: 1 },
      $add: { count: 1 },
      $append: { tags: 'a' },
      $prepend: { names: 'b' },
      $set: { plan: 'pro' },
    });
  });

  it('refuses a user without a good id', () => {
    expect(() => toIdentification({ user_id: 'nil' })).toThrow(
      'Amplitude needs a user_id or a device_id: user_id is "nil", which Amplitude refuses as an id.',
    );
  });
});
