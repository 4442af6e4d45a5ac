import { formatCount, formatSeconds } from '../progress/progress';
import { toPrintable } from '../printable';
import { sum, type Reason, type Tally } from './tally';

/** One reason, and how many events had it. */
export interface CountedReason {
  reason: string;
  count: number;
  /** Where the first of them stands. */
  first: string;
}

export interface Summary {
  read: number;
  delivered: number;
  rejected: number;
  unmatched: CountedReason[];
  leftOut: CountedReason[];
  /** Read, but without a final answer when the run stopped. */
  open: number;
  requests: number;
  retries: number;
  reasons: CountedReason[];
  notices: CountedReason[];
  seconds: number;
  /** Of a run that went on from a checkpoint: its own part of the figures above. */
  thisRun?: Figures;
}

/** What is counted for each run. */
export interface Figures {
  read: number;
  delivered: number;
  rejected: number;
  unmatched: number;
  leftOut: number;
  requests: number;
  retries: number;
}

export const toFigures = (tally: Tally): Figures => ({
  read: tally.read,
  delivered: tally.delivered,
  rejected: tally.rejected,
  unmatched: sum(tally.unmatched),
  leftOut: sum(tally.leftOut),
  requests: tally.requests,
  retries: tally.retries,
});

/** `before` are the figures that the run took over from a checkpoint. */
export function toSummary(tally: Tally, seconds: number, before?: Figures): Summary {
  const { read, delivered, rejected, requests, retries } = tally;
  const figures = toFigures(tally);
  return {
    read,
    delivered,
    rejected,
    unmatched: toList(tally.unmatched),
    leftOut: toList(tally.leftOut),
    open: read - delivered - rejected - figures.unmatched - figures.leftOut,
    requests,
    retries,
    reasons: toList(tally.reasons),
    notices: toList(tally.notices),
    seconds,
    ...(before !== undefined && { thisRun: subtract(figures, before) }),
  };
}

function toList(kinds: Record<string, Reason>): CountedReason[] {
  const list = Object.entries(kinds).map(([reason, { count, first }]) => ({ reason, count, first }));
  return list.sort((a, b) => b.count - a.count);
}

function subtract(all: Figures, before: Figures): Figures {
  const rest = { ...all };
  for (const key of Object.keys(rest) as (keyof Figures)[]) rest[key] -= before[key];
  return rest;
}

const COUNT_WIDTH = 13;
const LABEL_WIDTH = 13;
const MIN_WIDTH = 40;

type Row = [label: string, total: number, own?: number];

/** For people, in lines of at most `columns` characters. What would say 0 and matters to nobody is left out. */
export function toSummaryText(summary: Summary, columns = 80): string {
  const { thisRun, requests, retries, seconds } = summary;
  const unmatched = sumOf(summary.unmatched);
  const leftOut = sumOf(summary.leftOut);
  const rows: Row[] = [
    ['read', summary.read, thisRun?.read],
    ['delivered', summary.delivered, thisRun?.delivered],
    ['rejected', summary.rejected, thisRun?.rejected],
  ];
  if (unmatched > 0) rows.push(['not sent', unmatched, thisRun?.unmatched]);
  if (leftOut > 0) rows.push(['left out', leftOut, thisRun?.leftOut]);
  if (summary.open > 0) rows.push(['left to send', summary.open]);
  const width = Math.max(MIN_WIDTH, columns);
  const lines = [...toRows(rows, thisRun !== undefined)];
  lines.push(
    ...toSection('Rejected', summary.reasons, width),
    ...toSection('Not sent', summary.unmatched, width),
  );
  lines.push(...toSection('Left out', summary.leftOut, width), ...toSection('Notes', summary.notices, width));
  const own = thisRun ?? { requests, retries };
  const work = `${formatCount(own.requests)} requests, ${formatCount(own.retries)} events sent again, ${formatSeconds(seconds)}`;
  lines.push('', thisRun === undefined ? work : `This run: ${work}`);
  return lines.join('\n');
}

const sumOf = (list: readonly CountedReason[]): number => list.reduce((total, { count }) => total + count, 0);

function toRows(rows: readonly Row[], hasOwn: boolean): string[] {
  const head = hasOwn
    ? [`${''.padEnd(LABEL_WIDTH)}${'in all'.padStart(COUNT_WIDTH)}${'this run'.padStart(COUNT_WIDTH)}`]
    : [];
  return [
    ...head,
    ...rows.map(([label, total, own]) => {
      const counts = hasOwn ? [total, own] : [total];
      const cells = counts.map((count) =>
        (count === undefined ? '' : formatCount(count)).padStart(COUNT_WIDTH),
      );
      return `${label.padEnd(LABEL_WIDTH)}${cells.join('')}`.trimEnd();
    }),
  ];
}

function toSection(title: string, list: readonly CountedReason[], width: number): string[] {
  if (list.length === 0) return [];
  return ['', title, ...list.flatMap((entry) => toEntryLines(entry, width))];
}

const INDENT = 10;

/** `1,234  a reason (first at events.ndjson:12)`, wrapped. */
export function toEntryLines({ reason, count, first }: CountedReason, width: number): string[] {
  const where = count === 1 ? `at ${first}` : `first at ${first}`;
  const [start = '', ...rest] = wrap(`${toPrintable(reason)} (${toPrintable(where)})`, width - INDENT - 1);
  const number = formatCount(count).padStart(INDENT - 2);
  return [`${number}  ${start}`, ...rest.map((line) => `${''.padEnd(INDENT)}${line}`)];
}

/** Between words; a word that is longer than a line is cut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (joined.length <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    for (; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return line === '' ? lines : [...lines, line];
}
