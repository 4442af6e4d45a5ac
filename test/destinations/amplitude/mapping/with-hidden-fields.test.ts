import { withHiddenFields } from '../../../../src/destinations/amplitude/mapping/with-hidden-fields';

const event = { messageId: 'message-1', anonymousId: 'anonymous-1' };
const mapping = { device_id: { '@path': '$.context.device.id' } };

describe(withHiddenFields, () => {
  it('reads from the event what a saved mapping does not know', () => {
    expect(withHiddenFields({ user_id: 'u' }, event, mapping)).toEqual({
      user_id: 'u',
      message_id: 'message-1',
      anonymous_id: 'anonymous-1',
    });
  });

  it('keeps what is mapped', () => {
    const payload = { message_id: 'mapped', anonymous_id: 'mapped too' };
    expect(withHiddenFields(payload, event, mapping)).toBe(payload);
  });

  it('leaves the anonymous id out where the mapping leaves the device id out', () => {
    const payload = { user_id: 'u', message_id: 'message-1', anonymous_id: 'anonymous-1' };
    for (const own of [{}, { device_id: '' }, { device_id: null }]) {
      expect(withHiddenFields(payload, event, own).anonymous_id).toBeUndefined();
    }
    expect(withHiddenFields(payload, event, undefined)).toBe(payload);
  });

  it.each([undefined, null, 'event', [event]])('leaves the payload alone where the event is %p', (raw) => {
    const payload = { user_id: 'u' };
    expect(withHiddenFields(payload, raw, mapping)).toBe(payload);
  });
});
