import { createRuntime, type SubscriptionExplanation } from '../../../src/runtime';

const settings = { apiKey: '8f3a61c0d94e4b7aa2f0c7d1e5b96f24' };
const event = {
  type: 'Track',
  event: 'Song Played',
  messageId: 'm-1',
  userId: 'user-12345',
  timestamp: '2026-03-01T12:00:00.000Z',
  properties: { title: 'Rivers' },
  context: {
    ip: { no: 'text' },
    userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/119.0.0.0 Safari/537.36',
  },
};

function explain(given: object, name = 'Track Calls'): SubscriptionExplanation {
  const { subscriptions } = createRuntime({ settings }).explain(given);
  const found = subscriptions.find(({ subscription }) => subscription === name);
  if (found === undefined) throw new Error(`There is no subscription ${name}.`);
  return found;
}

describe('explaining an event', () => {
  it('shows each condition of a trigger with the value that it met', () => {
    expect(explain(event).trigger).toEqual({
      operator: 'and',
      holds: true,
      conditions: [
        { condition: 'type = "track"', path: 'type', value: 'track', holds: true },
        { condition: 'event != "Order Completed"', path: 'event', value: 'Song Played', holds: true },
      ],
    });
    expect(explain(event, 'Identify Calls')).toMatchObject({
      trigger: { holds: false, conditions: [{ value: 'track', holds: false }] },
      fields: [],
      items: [],
    });
  });

  it('shows conditions within conditions, on properties, traits and context', () => {
    const subscribe = 'type = "track" and (properties.title = "Rivers" or context.app.name = "Radio")';
    const runtime = createRuntime({
      settings,
      subscriptions: [{ name: 'Songs', subscribe, partnerAction: 'logEvent' }],
    });
    expect(runtime.explain(event).subscriptions[0]?.trigger.conditions[1]).toEqual({
      operator: 'or',
      holds: true,
      conditions: [
        { condition: 'properties.title = "Rivers"', path: 'properties.title', value: 'Rivers', holds: true },
        { condition: 'context.app.name = "Radio"', path: 'context.app.name', value: undefined, holds: false },
      ],
    });
  });

  it('shows each field with its value and the paths it comes from', () => {
    const { fields } = explain(event);
    expect(fields).toContainEqual({
      field: 'user_id',
      value: 'user-12345',
      sources: [{ path: '$.userId', value: 'user-12345' }],
    });
    expect(fields).toContainEqual({
      field: 'device_id',
      value: undefined,
      sources: [
        { path: '$.context.device.id', value: undefined },
        { path: '$.anonymousId', value: undefined },
      ],
    });
  });

  it('shows which fields decide about each key that is sent', () => {
    const [item] = explain(event).items;
    expect(item?.endpoint).toBe('httpapi');
    expect(item?.fieldsByKey).toMatchObject({
      user_id: ['user_id'],
      event_type: ['event_type'],
      os_name: ['userAgent'],
      event_properties: ['event_properties'],
      insert_id: ['message_id'],
    });
  });

  it('shows what is left out, by field', () => {
    expect(explain(event).notices).toContainEqual(
      expect.objectContaining({ name: 'value_dropped', field: 'ip' }),
    );
  });

  it('shows why an event can never be delivered', () => {
    const { userId: _, ...nobody } = event;
    expect(explain(nobody)).toMatchObject({
      refusal: expect.stringContaining('user_id') as string,
      items: [],
    });
  });

  it.each([
    ['is none', { ...event, type: 'trak' }, 'rejected'],
    ['is kept back', { ...event, integrations: { All: false } }, 'opted-out'],
  ])('shows why an event that %s goes nowhere', (_, given, outcome) => {
    const explanation = createRuntime({ settings }).explain(given);
    expect(explanation).toMatchObject({ stopped: { outcome }, subscriptions: [] });
  });

  it('shows where a required field was looked for, when the event has it nowhere', () => {
    const { refusal, fields } = explain({ ...event, event: '' });
    expect(refusal).toContain('event_type');
    expect(fields).toContainEqual({
      field: 'event_type',
      value: undefined,
      sources: [{ path: '$.event', value: '' }],
    });
  });

  it('names both fields where one stands in for the other', () => {
    const [item] = explain({ ...event, anonymousId: 'anonymous-1' }).items;
    expect(item?.fieldsByKey.device_id).toEqual(['device_id', 'anonymous_id']);
  });
});
