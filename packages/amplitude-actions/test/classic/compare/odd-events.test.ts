import { compareWithClassic } from '../../../src/classic';
import { classic } from '../send-as-migrated';

const good = {
  type: 'track',
  event: 'Tapped',
  userId: 'user-1',
  messageId: 'good',
  timestamp: '2026-01-01T00:00:00.000Z',
};

const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

/** Ten events as files really hold them, each odd in its own way. */
const odd: Record<string, unknown>[] = [
  {},
  { ...good, type: 7 },
  { ...good, type: 'TRACK' },
  { ...good, event: null },
  { ...good, event: { name: 'Tapped' } },
  { ...good, properties: 'none', context: 'none' },
  { ...good, properties: null, context: null, integrations: null, traits: null },
  { type: 'identify', userId: 'user-1', traits: ['a', 'b'] },
  { ...good, timestamp: { seconds: 1 }, context: { device: 5, os: [], page: false, userAgent: 3 } },
  {
    ...good,
    event: 'Order Completed',
    properties: { products: [null, 'sku', 7], revenue: {}, x: deep(3000) },
  },
];

describe('a file with odd events', () => {
  it('has a row for each, and the others are compared as ever', async () => {
    const events = odd.flatMap((event) => [event, good]);
    const { events: rows } = await compareWithClassic(events, classic({ trackAllPages: true }));
    expect(rows.map(({ index }) => index)).toEqual(events.map((_, index) => index));
    const others = rows.filter(({ index }) => events[index] === good);
    expect(others).toHaveLength(odd.length);
    for (const row of others) {
      expect(row.failure).toBeUndefined();
      expect(row.classic.map(({ name }) => name)).toEqual(['Tapped']);
      expect(row.actions.map(({ name }) => name)).toEqual(['Tapped']);
    }
  });

  it('counts those that could not be compared as a kind of their own', async () => {
    const unreadable = { ...good, messageId: 'bad', event: { name: 'Tapped' } };
    const { events, kinds } = await compareWithClassic([good, unreadable], classic());
    expect(events[1]?.failure).toMatch(/^Classic's rules cannot read it/);
    expect(kinds[0]).toMatchObject({
      kind: 'failed',
      isDocumented: false,
      count: 1,
      first: { index: 1, messageId: 'bad' },
    });
  });
});
