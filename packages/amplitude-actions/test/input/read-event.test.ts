import { readEvents } from '../../src/input/read-event';

const read = (text: string) => readEvents({ position: 1, place: 'p', bytes: 1, content: { text } });
const readValue = (value: unknown) => read(JSON.stringify(value));

describe(readEvents, () => {
  it('unpacks an envelope; what it says once holds for each event, whose own values win', () => {
    const envelope = {
      sentAt: '2024-01-02T00:00:00Z',
      context: { ip: '203.0.113.7', library: { name: 'server' } },
      integrations: { All: true },
      batch: [
        { type: 'track', messageId: 'a', context: { ip: '203.0.113.8' } },
        { type: 'track', messageId: 'b', integrations: { Amplitude: false }, sentAt: '2024-01-03T00:00:00Z' },
      ],
    };
    expect(readValue(envelope)).toEqual([
      {
        event: {
          type: 'track',
          messageId: 'a',
          sentAt: '2024-01-02T00:00:00Z',
          context: { ip: '203.0.113.8', library: { name: 'server' } },
          integrations: { All: true },
        },
      },
      {
        event: {
          type: 'track',
          messageId: 'b',
          sentAt: '2024-01-03T00:00:00Z',
          context: { ip: '203.0.113.7', library: { name: 'server' } },
          integrations: { All: true, Amplitude: false },
        },
      },
    ]);
  });

  it('leaves an event alone that has a batch of its own', () => {
    const event = { type: 'track', batch: [1] };
    expect(readValue(event)).toEqual([{ event }]);
  });

  it('tells what in an envelope is no event', () => {
    expect(readValue({ batch: [7, { type: 'page' }] })).toEqual([
      { problem: 'not a JSON object, so it is no Segment event', text: '7' },
      { event: { type: 'page' } },
    ]);
  });

  it('unpacks a list on a line', () => {
    expect(readValue([{ messageId: 'a' }, { messageId: 'b' }])).toHaveLength(2);
  });

  it('keeps numeric ids that a double cannot hold, as text, and every other number as it is', () => {
    const text =
      '{"userId":9007199254740993,"anonymousId":12345678901234567890,"messageId":9007199254740991,' +
      '"properties":{"order_id":9007199254740995,"note":"userId 9007199254740993","total":12345678901234567890,"ids":[9007199254740997]}}';
    expect(read(text)).toEqual([
      {
        event: {
          userId: '9007199254740993',
          anonymousId: '12345678901234567890',
          messageId: 9007199254740991,
          properties: {
            order_id: '9007199254740995',
            note: 'userId 9007199254740993',
            total: Number('12345678901234567890'),
            ids: ['9007199254740997'],
          },
        },
      },
    ]);
  });

  it('takes a dead letter for its event, to be tried with the subscriptions that refused it', () => {
    const event = { type: 'track', messageId: 'a' };
    const letter = {
      ...event,
      _rejected: { reason: 'bad', place: 'p', subscriptions: ['Track Calls'], origin: 'f:1' },
    };
    expect(readValue(letter)).toEqual([{ event, subscriptions: ['Track Calls'], origin: 'f:1', place: 'p' }]);
  });

  it('takes a dead letter that holds a line for that line', () => {
    const letter = { _rejected: { reason: 'bad', place: 'p', text: '{"type":"track","messageId":"fixed"}' } };
    expect(readValue(letter)).toEqual([{ event: { type: 'track', messageId: 'fixed' }, place: 'p' }]);
  });
});
