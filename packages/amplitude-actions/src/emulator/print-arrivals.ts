import type { AmplitudeEmulator, Exchange, Row } from 'segment-actions-amplitude/emulator';
import { toColors, type Colors } from '../colors';
import { writeLine, type Output } from '../io';

const NAMES_SHOWN = 3;
const REASONS_SHOWN = 5;
/** Outcomes that are no cause for worry, and so need no line of their own. */
const QUIET = new Set(['ingested', 'already-counted', 'retry']);

/** Prints each request as it arrives: status, event names, and the reason of every refusal. */
export function printArrivals(emulator: AmplitudeEmulator, output: Output, asJson: boolean): () => void {
  const colors = toColors(output);
  return emulator.listen((message) => {
    if (message.type !== 'rows') return;
    const [first] = message.rows;
    const request = first && emulator.arrivals?.detail(first.id)?.request;
    if (!request) return;
    if (asJson) {
      const { method, path, status, ms } = request;
      writeLine(output, JSON.stringify({ method, path, status, ms, items: message.rows.map(toJson) }));
    } else for (const line of toLines(message.rows, request, colors)) writeLine(output, line);
  });
}

const toJson = ({ name, who, outcome, reason, attempt }: Row): object => ({
  name,
  who,
  outcome,
  ...(reason !== undefined && { reason }),
  ...(attempt > 1 && { attempt }),
});

function toLines(
  rows: readonly Row[],
  request: Pick<Exchange, 'status' | 'method' | 'path'>,
  colors: Colors,
): string[] {
  const names = countNames(rows);
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  const more = names.length > NAMES_SHOWN ? ` and ${names.length - NAMES_SHOWN} other names` : '';
  const bad = rows.filter(({ outcome }) => !QUIET.has(outcome));
  const reasons = bad
    .slice(0, REASONS_SHOWN)
    .map(({ name, who, reason = '' }) => `    ${name}${who === '' ? '' : ` of ${who}`}: ${reason}`);
  if (bad.length > REASONS_SHOWN) reasons.push(`    and ${bad.length - REASONS_SHOWN} more`);
  return [
    `${toStatus(request.status, colors)} ${request.method} ${request.path} · ${shown}${more}`,
    ...reasons,
  ];
}

/** `Song Played ×3`, the most frequent first. */
function countNames(rows: readonly Row[]): string[] {
  const counts = new Map<string, number>();
  for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => (count === 1 ? name : `${name} ×${count}`));
}

function toStatus(status: number, colors: Colors): string {
  if (status === 0) return colors.red('dropped');
  return status > 0 && status < 300 ? colors.green(status) : colors.yellow(status);
}

/** The line of a request where nothing is kept. */
export function toExchangeLine({ method, path, status, items, bytesSent }: Exchange, colors: Colors): string {
  return `${toStatus(status, colors)} ${method} ${path} · ${items} items · ${bytesSent} bytes`;
}

export function toTotals({ counts }: AmplitudeEmulator, asJson: boolean): string {
  const { requests, received, ingested, deduped, rejected } = counts;
  const totals = { requests, received, ingested, deduped, rejected };
  if (asJson) return JSON.stringify(totals);
  return Object.entries(totals)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
