import { toInsertId } from '../../../../src/destinations/amplitude/mapping/insert-id';

describe(toInsertId, () => {
  it('takes the mapped id as it is', () => {
    expect(toInsertId({ insert_id: ' mine ', message_id: 'message-1' }, 'Opened')).toBe(' mine ');
  });

  it('keeps two events of one message apart by their type', () => {
    expect(toInsertId({ message_id: 'message-1' }, 'Opened')).toBe('message-1-Opened');
    expect(toInsertId({ message_id: 'message-1' }, 'Closed')).toBe('message-1-Closed');
  });

  it('takes the message id alone where there is no event type', () => {
    expect(toInsertId({ insert_id: ' ', message_id: 'message-1' })).toBe('message-1');
  });

  it.each([{}, { message_id: '' }, { insert_id: '', message_id: ' ' }])('answers none for %p', (source) => {
    expect(toInsertId(source, 'Opened')).toBeUndefined();
  });
});
