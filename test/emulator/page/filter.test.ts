import { countChips, isEmpty, matches, readFilter, toQuery } from '../../../src/emulator/page/filter';
import type { Row } from '../../../src/emulator/page-api';

const row = (more: Partial<Row> = {}): Row => ({
  id: 'run-1',
  n: 1,
  at: 0,
  outcome: 'ingested',
  kind: 'event',
  name: 'Song Played',
  who: 'listener-1',
  user: 'listener-1',
  digest: 'genre=jazz',
  notices: 0,
  attempt: 1,
  batch: 1,
  project: 1,
  ...more,
});
const isShown = (each: Row, query: string, hits: number[] = []): boolean =>
  matches(each, readFilter(new URLSearchParams(query)), new Set(hits));

describe('the filter of the arrivals', () => {
  it.each(['', '?q=jazz', '?outcome=refused&kind=event&user=listener-1', '?q=a%26b&not=Heartbeat&not=%3F'])(
    'keeps the address %s',
    (query) => {
      expect(toQuery(readFilter(new URLSearchParams(query)))).toBe(query);
      expect(isEmpty(readFilter(new URLSearchParams(query)))).toBe(query === '');
    },
  );

  it('finds a text in the row in any case, or anywhere in an item that the emulator found', () => {
    expect(isShown(row(), 'q=JAZZ')).toBe(true);
    expect(isShown(row({ reason: 'Too short' }), 'q=too short')).toBe(true);
    expect(isShown(row(), 'q=lisboa')).toBe(false);
    expect(isShown(row(), 'q=lisboa', [1])).toBe(true);
  });

  it('goes by outcome, kind, user or device, and hides names', () => {
    expect(isShown(row({ notices: 1 }), 'outcome=notices')).toBe(true);
    expect(isShown(row({ attempt: 2 }), 'outcome=tries')).toBe(true);
    expect(isShown(row(), 'outcome=refused')).toBe(false);
    expect(isShown(row({ kind: 'alias' }), 'kind=event')).toBe(false);
    expect(isShown(row({ user: undefined, device: 'phone-1' }), 'user=phone-1')).toBe(true);
    expect(isShown(row(), 'q=jazz&not=Song Played')).toBe(false);
  });

  it('counts what each choice would show', () => {
    const rows = [row(), row({ outcome: 'refused' }), row({ notices: 2, attempt: 3 })];
    expect(countChips(rows)).toMatchObject({
      '': 3,
      ingested: 2,
      refused: 1,
      notices: 1,
      tries: 1,
      fault: 0,
    });
  });
});
