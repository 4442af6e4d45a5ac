import { createHash } from 'node:crypto';
import { toFingerprint, toInsertId } from '../../../../src/destinations/amplitude/mapping/insert-id';
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
