/** How often something was the case, and where first. */
export interface Reason {
  count: number;
  first: string;
}

/** The figures of a run; a checkpoint carries them on to the next. Events unless said. */
export interface Tally {
  /** read = delivered + rejected + unmatched + leftOut + those still open */
  read: number;
  delivered: number;
  rejected: number;
  /** Events that no subscription wants and events that opted out, by reason. */
  unmatched: Record<string, Reason>;
  /** Events that flags such as --since leave out, by reason. */
  leftOut: Record<string, Reason>;
  /** Why events were rejected. */
  reasons: Record<string, Reason>;
  /** What was not sent as it was given, in a sentence. */
  notices: Record<string, Reason>;
  /** HTTP requests that went out. */
  requests: number;
  /** Events that went out another time. */
  retries: number;
}

/** Texts of users can be anything; past this many kinds the rest is counted together. */
const MAX_KINDS = 50;
const OTHER = 'other reasons';

export function newTally(): Tally {
  return {
    read: 0,
    delivered: 0,
    rejected: 0,
    unmatched: {},
    leftOut: {},
    reasons: {},
    notices: {},
    requests: 0,
    retries: 0,
  };
}

/** Counts a sentence with those that differ from it only in ids, values and numbers. */
export function countReason(kinds: Record<string, Reason>, sentence: string, place: string): void {
  const kind = toKind(sentence);
  const isKnown = Object.hasOwn(kinds, kind) || Object.keys(kinds).length < MAX_KINDS;
  const found = (kinds[isKnown ? kind : OTHER] ??= { count: 0, first: place });
  found.count += 1;
}

const JSON_PROBLEM = /^not valid JSON: .*/s;
const QUOTED = /"(?:[^"\\]|\\.)*"/g;
const LONG_NUMBER = /\d{4,}/g;

function toKind(sentence: string): string {
  return sentence.replace(JSON_PROBLEM, 'not valid JSON').replace(QUOTED, '"…"').replace(LONG_NUMBER, '…');
}

export const sum = (kinds: Record<string, Reason>): number =>
  Object.values(kinds).reduce((total, { count }) => total + count, 0);

/** Events that need nothing more. */
export const settledEvents = (tally: Tally): number =>
  tally.delivered + tally.rejected + sum(tally.unmatched) + sum(tally.leftOut);
