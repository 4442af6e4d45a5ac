import type { PendingEvent } from './job';

/** The figures of a run; a checkpoint carries them on to the next. Events unless said. */
export interface Tally {
  /** read = delivered + rejected + unmatched + those still open */
  read: number;
  delivered: number;
  rejected: number;
  /** Events that no subscription matched, by reason. */
  unmatched: Record<string, number>;
  /** Why events were rejected, and how many. */
  reasons: Record<string, number>;
  /** Answered HTTP requests. */
  requests: number;
  /** Deliveries of one event to one subscription that were put off to be tried again. */
  retries: number;
  /** What the destination did about an event and the user may want to know, by name. */
  notices: Record<string, number>;
}

/** Texts of users can be anything; past this many kinds the rest is counted together. */
const MAX_KINDS = 50;
const OTHER = 'other';

export function newTally(): Tally {
  return {
    read: 0,
    delivered: 0,
    rejected: 0,
    unmatched: {},
    reasons: {},
    requests: 0,
    retries: 0,
    notices: {},
  };
}

export function countKind(kinds: Record<string, number>, kind: string, count = 1): void {
  const isKnown = Object.hasOwn(kinds, kind) || Object.keys(kinds).length < MAX_KINDS;
  const name = isKnown ? kind : OTHER;
  kinds[name] = (kinds[name] ?? 0) + count;
}

export const sum = (kinds: Record<string, number>): number =>
  Object.values(kinds).reduce((total, count) => total + count, 0);

/** Events that need nothing more. */
export const settledEvents = (tally: Tally): number =>
  tally.delivered + tally.rejected + sum(tally.unmatched);

/** Counts an event that has all its final answers. */
export function countSettled(tally: Tally, { failures }: PendingEvent): void {
  if (failures.length === 0) tally.delivered += 1;
  else tally.rejected += 1;
  const first = failures[0];
  if (first !== undefined) countKind(tally.reasons, first.reason);
}
