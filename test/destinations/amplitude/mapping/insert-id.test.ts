import { createHash } from 'node:crypto';
import { toFingerprint, toInsertId } from '../../../../src/destinations/amplitude/mapping/insert-id';
import { toItem } from '../../../../src/destinations/amplitude/mapping/to-item';
import { collectNotices } from './collect-notices';

const JSON_TEXT = '{"event_type":"Song Played","user_id":"user-12345"}';

describe(toFingerprint, () => {
  /** A change of these would make every event that is sent again after an upgrade count twice. */
  it.each([
    ['', 'da39a3ee5e6b4b0d'],
    [JSON_TEXT, 'e0b66b5ff9105693'],
    ['{"title":"Überraschung 🎁"}', 'aa17f8d94d164015'],
  ])('of %p is %s, for ever', (json, fingerprint) => {
    expect(toFingerprint(json)).toBe(fingerprint);
  });

  it('is the start of the SHA-1 of the text, whatever the version of Node', () => {
    const sha1 = createHash('sha1').update(JSON_TEXT, 'utf8').digest('hex');
    expect(toFingerprint(JSON_TEXT)).toBe(sha1.slice(0, 16));
  });
});

describe(toInsertId, () => {
  it('takes the mapped id as it is, a number as text', () => {
    expect(toInsertId({ insert_id: ' mine ', message_id: 'message-1' }, JSON_TEXT, [])).toBe(' mine ');
    expect(toInsertId({ insert_id: 17 }, JSON_TEXT, [])).toBe('17');
  });

  it('is made of the message id and of what is sent', () => {
    expect(toInsertId({ message_id: 'message-1' }, JSON_TEXT, [])).toBe(
      `message-1-${toFingerprint(JSON_TEXT)}`,
    );
    expect(toInsertId({ insert_id: ' ', message_id: 'message-1' }, '{}', [])).toBe(
      `message-1-${toFingerprint('{}')}`,
    );
  });

  it.each([{}, { message_id: '' }, { insert_id: '', message_id: ' ' }, { message_id: {} }])(
    'answers none for %p, and tells that a retry can double',
    (source) => {
      const { value, names } = collectNotices((notices) => toInsertId(source, JSON_TEXT, notices));
      expect([value, ...names]).toEqual([undefined, 'insert_id_missing']);
    },
  );

  it.each([true, {}, []])('tells of the insert id %p, and makes one', (insert_id) => {
    const { value, fields } = collectNotices((notices) =>
      toInsertId({ insert_id, message_id: 'm1' }, '{}', notices),
    );
    expect(value).toBe(`m1-${toFingerprint('{}')}`);
    expect(fields).toEqual(['insert_id']);
  });
});

describe('an event that its client sends again', () => {
  const object = { event_type: 'Song Played', user_id: 'user-12345', time: 1, ip: '203.0.113.7', revenue: 5 };
  const insertIdOf = (change: object) =>
    toItem('httpapi', { ...object, ...change }, { message_id: 'm1' }, []).object.insert_id;

  it('keeps its insert id when it arrives at another time, from another address', () => {
    expect(insertIdOf({ time: 2, ip: '198.51.100.9' })).toBe(insertIdOf({}));
    expect(insertIdOf({ time: undefined, ip: undefined })).toBe(insertIdOf({}));
    expect(insertIdOf({ revenue: 6 })).not.toBe(insertIdOf({}));
  });

  it('is sent as it is, with its time and its address', () => {
    const { json = '', bytes } = toItem('httpapi', { ...object }, { message_id: 'm1' }, []);
    expect(JSON.parse(json)).toEqual({ ...object, insert_id: insertIdOf({}) });
    expect(bytes).toBe(Buffer.byteLength(json));
  });
});
