import { createRuntime } from 'segment-actions-amplitude/runtime';
import { findRefusedField } from '../../src/explain/find-refused-field';

const fieldOf = (event: object, name: string) => {
  const { subscriptions } = createRuntime({ settings: { apiKey: 'any' } }).explain(event);
  const explained = subscriptions.find(({ subscription }) => subscription === name);
  return explained && findRefusedField(explained)?.field;
};

const track = { type: 'track', event: 'Song Played', messageId: 'm', userId: 'listener-1' };

it.each([
  [{ ...track, userId: 'null' }, 'Track Calls', 'user_id'],
  [{ ...track, event: '' }, 'Track Calls', 'event_type'],
])('names the field of the refusal of %j', (event, subscription, field) => {
  expect(fieldOf(event, subscription)).toBe(field);
});

it('names none where nothing is refused', () => {
  expect(fieldOf(track, 'Track Calls')).toBeUndefined();
});
