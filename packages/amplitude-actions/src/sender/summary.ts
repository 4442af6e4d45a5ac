import Table from 'cli-table3';
import { formatCount, formatSeconds } from '../progress/progress';
import { sum, type Tally } from './tally';

export interface Summary {
  read: number;
  delivered: number;
  rejected: number;
  unmatched: Record<string, number>;
  /** Read, but without a final answer when the run stopped. */
  open: number;
  requests: number;
  retries: number;
  reasons: Record<string, number>;
  notices: Record<string, number>;
  seconds: number;
}

export function toSummary(tally: Tally, seconds: number): Summary {
  const { read, delivered, rejected, unmatched, requests, retries, reasons, notices } = tally;
  const open = read - delivered - rejected - sum(unmatched);
  return { read, delivered, rejected, unmatched, open, requests, retries, reasons, notices, seconds };
}

/** The table for people; rows that would say 0 and matter to nobody are left out. */
export function toSummaryTable(summary: Summary): string {
  const table = new Table({
    head: ['', 'events'],
    colAligns: ['left', 'right'],
    style: { head: [], border: [] },
  });
  table.push(['read', formatCount(summary.read)], ['delivered', formatCount(summary.delivered)]);
  table.push(['rejected', formatCount(summary.rejected)]);
  table.push(...toRows(summary.reasons));
  const unmatched = sum(summary.unmatched);
  if (unmatched > 0) table.push(['matched by no subscription', formatCount(unmatched)]);
  table.push(...toRows(summary.unmatched));
  if (summary.open > 0) table.push(['left to send', formatCount(summary.open)]);
  table.push(...toRows(summary.notices, (name) => `note: ${name.replaceAll('_', ' ')}`));
  const { requests, retries, seconds } = summary;
  const work = `${formatCount(requests)} requests, ${formatCount(retries)} retries, ${formatSeconds(seconds)}`;
  return `${table.toString()}\n${work}`;
}

const MAX_REASON = 90;

function toRows(kinds: Record<string, number>, toText = (kind: string) => kind): string[][] {
  return Object.entries(kinds)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => {
      const text = toText(kind);
      const short = text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text;
      return [`  ${short}`, formatCount(count)];
    });
}
