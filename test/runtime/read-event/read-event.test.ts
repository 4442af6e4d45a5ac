import { readEvent } from '../../../src/runtime/read-event/read-event';

const call = {
  type: 'track',
  event: 'Song Played',
  userId: 'user-12345',
  messageId: 'm-1',
  timestamp: '2026-03-01T12:00:00.000Z',
};
const { timestamp: _, ...undated } = call;

describe('reading an event', () => {
  it('hands on a whole event as it is', () => {
    const { event, notices } = readEvent(call);
    expect(event).toBe(call);
    expect(notices).toEqual([]);
  });

  it.each(['Track', 'TRACK', ' track '])('reads the type %p', (type) => {
    expect(readEvent({ ...call, type }).event.type).toBe('track');
  });

  it.each([
    [undefined, 'The event has no type'],
    ['', 'The event has no type'],
    [7, 'The event has no type'],
    ['trak', `The event's type is "trak"`],
  ])('refuses the type %p', (type, reason) => {
    expect(() => readEvent({ ...call, type })).toThrow(reason);
  });

  it.each(['context', 'traits', 'properties', 'integrations'])('takes a null %s for an absent one', (key) => {
    const given = { ...call, [key]: null };
    expect(readEvent(given).event).not.toHaveProperty(key);
    expect(given).toHaveProperty(key);
  });

  describe('without a messageId', () => {
    const { messageId: __, ...nameless } = call;

    it.each([undefined, null, '', '  '])('makes one of the content when it is %p', (messageId) => {
      const made = readEvent({ ...call, messageId }).event.messageId;
      expect(made).toMatch(/^content-[\w-]{27}$/);
    });

    it('makes the same one when the event is sent again', () => {
      const first = readEvent({ ...nameless, sentAt: '2026-03-01T12:00:01.000Z' });
      const again = readEvent({
        ...nameless,
        sentAt: '2026-03-01T13:00:01.000Z',
        receivedAt: '2026-03-01T13:00:02Z',
      });
      expect(again.event.messageId).toBe(first.event.messageId);
    });

    it('makes another one for another arrival, where nothing else says when it happened', () => {
      const undated = { ...nameless, timestamp: undefined, originalTimestamp: null };
      const ids = ['2026-11-20T10:00:00Z', '2026-11-20T10:05:00Z'].map(
        (receivedAt) => readEvent({ ...undated, receivedAt }).event.messageId,
      );
      expect(new Set(ids).size).toBe(2);
    });

    it('makes another one for other content, and for another origin', () => {
      const ids = [
        readEvent(nameless).event.messageId,
        readEvent({ ...nameless, event: 'Song Paused' }).event.messageId,
        readEvent(nameless, 'songs.json:1').event.messageId,
        readEvent(nameless, 'songs.json:2').event.messageId,
      ];
      expect(new Set(ids).size).toBe(4);
    });

    it('makes text of a number', () => {
      expect(readEvent({ ...call, messageId: 42 }).event.messageId).toBe('42');
    });
  });

  describe('its timestamp', () => {
    const timeOf = (event: Record<string, unknown>) => {
      const read = readEvent(event);
      return [read.event.timestamp, ...read.notices.map(({ name }) => name)];
    };

    it('may be a date', () => {
      expect(timeOf({ ...call, timestamp: new Date(0) })).toEqual(['1970-01-01T00:00:00.000Z']);
    });

    it('is originalTimestamp, corrected by the clock of the sender', () => {
      const times = {
        originalTimestamp: '2026-03-01T11:00:00.000Z',
        sentAt: '2026-03-01T11:00:10.000Z',
        receivedAt: '2026-03-01T12:00:10.000Z',
      };
      expect(timeOf({ ...undated, ...times })).toEqual(['2026-03-01T12:00:00.000Z', 'time_missing']);
    });

    it('is originalTimestamp as it is, when nobody knows the clock of the sender', () => {
      const originalTimestamp = '2026-03-01T11:00:00.000Z';
      expect(timeOf({ ...undated, originalTimestamp })).toEqual([originalTimestamp, 'time_missing']);
    });

    it('is receivedAt, else sentAt', () => {
      const [sentAt, receivedAt] = ['2026-03-01T11:00:10.000Z', '2026-03-01T12:00:10.000Z'];
      expect(timeOf({ ...undated, sentAt, receivedAt })).toEqual([receivedAt, 'time_missing']);
      expect(timeOf({ ...undated, sentAt })).toEqual([sentAt, 'time_missing']);
    });

    it('is left to Amplitude, with a notice, when the event has no time', () => {
      expect(timeOf(undated)).toEqual([undefined, 'time_missing']);
    });

    it('tells of another time that cannot be read', () => {
      const bad = { originalTimestamp: 'bad' };
      expect(timeOf({ ...undated, ...bad })).toEqual([undefined, 'time_unreadable', 'time_missing']);
      const receivedAt = '2026-03-01T12:00:10.000Z';
      expect(timeOf({ ...undated, ...bad, receivedAt })).toEqual([
        receivedAt,
        'time_unreadable',
        'time_missing',
      ]);
    });

    it.each(['yesterday', new Date(NaN), {}, true])('is another time when %p is given', (timestamp) => {
      const receivedAt = '2026-03-01T12:00:10.000Z';
      expect(timeOf({ ...call, timestamp, receivedAt })).toEqual([receivedAt, 'time_unreadable']);
    });

    it('refuses an event whose only time cannot be read', () => {
      expect(() => readEvent({ ...call, timestamp: 'yesterday' })).toThrow(
        `The event's timestamp "yesterday" cannot be read, and the event has no other time.`,
      );
    });
  });
});
