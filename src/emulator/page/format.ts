import type { RowOutcome } from '../page-api';

/** A mark differs in shape, never in colour alone; the word stands beside it or is read out. */
export const OUTCOMES: Readonly<
  Record<RowOutcome, { mark: string; word: string; tint: string; filter: string }>
> = {
  ingested: { mark: '●', word: 'Ingested', tint: 'good', filter: 'In' },
  'already-counted': { mark: '◎', word: 'Already counted', tint: 'soft', filter: 'Already' },
  refused: { mark: '✕', word: 'Refused', tint: 'bad', filter: 'Refused' },
  throttled: { mark: '◐', word: 'Throttled', tint: 'retry', filter: 'Throttled' },
  retry: { mark: '↻', word: 'Will be tried again', tint: 'retry', filter: 'Retry' },
  fault: { mark: '⚡', word: 'Failed on purpose', tint: 'retry', filter: 'Fault' },
  'not-understood': { mark: '?', word: 'Not understood', tint: 'bad', filter: 'Not understood' },
  'not-sent': { mark: '–', word: 'Not sent', tint: 'soft', filter: 'Not sent' },
};

export const KINDS = {
  event: 'events',
  identify: 'identifications',
  group: 'groups',
  alias: 'aliases',
  deletion: 'deletions',
  request: 'requests',
  segment: 'Segment events',
} as const;

const numbers = new Intl.NumberFormat('en');

export const toCount = (count: number): string => numbers.format(count);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${toCount(count)} ${count === 1 ? one : many}`;

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time to the millisecond. */
export function toTime(at: number): string {
  const date = new Date(at);
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

export const toFullTime = (at: number): string =>
  `${new Date(at).toLocaleString('en')} (${new Date(at).toISOString()})`;

/** A value on one line. */
export function toShort(value: unknown, characters = 120): string {
  if (value === undefined) return '–';
  const text = JSON.stringify(value) ?? 'undefined';
  return text.length > characters ? `${text.slice(0, characters)}…` : text;
}

export const toEventPath = (id: string): string => `/events/${encodeURIComponent(id)}`;
export const toUserPath = (user: string | null | undefined, device?: string | null): string =>
  user == null ? `/users/device/${encodeURIComponent(device ?? '')}` : `/users/${encodeURIComponent(user)}`;
export const toGroupPath = (type: string, value: string): string =>
  `/groups/${encodeURIComponent(type)}/${encodeURIComponent(value)}`;
