import type { Row, RowKind, RowOutcome } from '../page-api';

/** What the list shows; it is the query of the address, so that a view can be sent to a colleague. */
export interface Filter {
  text: string;
  outcome: string;
  kind: string;
  user: string;
  /** Names that are hidden. */
  not: string[];
}

export const readFilter = (query: URLSearchParams): Filter => ({
  text: query.get('q') ?? '',
  outcome: query.get('outcome') ?? '',
  kind: query.get('kind') ?? '',
  user: query.get('user') ?? '',
  not: query.getAll('not'),
});

export function toQuery({ text, outcome, kind, user, not }: Filter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries({ q: text, outcome, kind, user }))
    if (value !== '') query.set(key, value);
  for (const name of not) query.append('not', name);
  const search = query.toString();
  return search === '' ? '' : `?${search}`;
}

export const isEmpty = (filter: Filter): boolean => toQuery(filter) === '';

export type Chip = '' | 'notices' | 'tries' | RowOutcome;

function isOutcome(row: Row, outcome: string): boolean {
  if (outcome === '') return true;
  if (outcome === 'notices') return row.notices > 0;
  return outcome === 'tries' ? row.attempt > 1 : row.outcome === (outcome as RowOutcome);
}

/** Whether a row is shown. `hits` are the rows that hold the text somewhere in their item. */
export function matches(row: Row, filter: Filter, hits: ReadonlySet<number>): boolean {
  if (filter.not.includes(row.name) || (filter.kind !== '' && row.kind !== (filter.kind as RowKind)))
    return false;
  if (filter.user !== '' && row.user !== filter.user && row.device !== filter.user) return false;
  if (!isOutcome(row, filter.outcome)) return false;
  if (filter.text === '' || hits.has(row.n)) return true;
  const text = filter.text.toLowerCase();
  return [row.name, row.who, row.digest, row.reason ?? ''].some((part) => part.toLowerCase().includes(text));
}

/** How many rows each chip would show, over all rows that are kept. */
export function countChips(rows: readonly Row[]): Record<Chip, number> {
  const counts: Partial<Record<Chip, number>> = { '': rows.length };
  const add = (chip: Chip): void => void (counts[chip] = (counts[chip] ?? 0) + 1);
  for (const row of rows) {
    add(row.outcome);
    if (row.notices > 0) add('notices');
    if (row.attempt > 1) add('tries');
  }
  return { ...NONE, ...counts };
}

const NONE: Record<Chip, number> = {
  '': 0,
  notices: 0,
  tries: 0,
  ingested: 0,
  'already-counted': 0,
  refused: 0,
  throttled: 0,
  retry: 0,
  fault: 0,
  'not-understood': 0,
  'not-sent': 0,
};
