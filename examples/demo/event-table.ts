import Table from 'cli-table3';
import pc from 'picocolors';
import { describeSegmentEvent } from './describe-segment-event';
import { describeSent } from './describe-sent';
import type { ObservedRequest } from './observed-request';
import type { Sending } from './send-event';

/** One line of the input, and what came of it. */
export interface Row {
  /** Line in the file, from 1. */
  line: string;
  event: Record<string, unknown>;
  sending: Sending;
}

/** With its borders as wide as a terminal of 120 columns. */
const WIDTHS = [6, 34, 15, 48, 11];

/** Event in → endpoint and Amplitude event(s) out → answer. */
export function eventTable(rows: readonly Row[]): string {
  const table = new Table({
    head: ['Line', 'Segment event in', 'Endpoint', 'Amplitude gets', 'Answer'].map((title) => pc.bold(title)),
    colWidths: WIDTHS,
    wordWrap: true,
    style: { head: [], border: [] },
  });
  for (const { line, event, sending } of rows) {
    const outcomes = toOutcomes(sending);
    const [first, ...others] = outcomes;
    const rowSpan = outcomes.length;
    table.push(
      [
        { content: line, rowSpan, hAlign: 'right' },
        { content: describeSegmentEvent(event), rowSpan },
        ...(first ?? []),
      ],
      ...others,
    );
  }
  return table.toString();
}

type Outcome = [endpoint: string, gets: string, answer: string];

function toOutcomes({ requests, problems, duplicates }: Sending): Outcome[] {
  const [problem] = problems;
  if (requests.length === 0)
    return [[pc.dim('no request'), pc.yellow(problem ?? 'Nothing to send.'), pc.yellow('refused')]];
  const gets = requests.map(({ sent }) => sent.map(describeSent).join('\n'));
  return requests.map((request, index) => [
    request.endpoint,
    problem === undefined ? (gets[index] ?? '') : `${gets[index] ?? ''}\n${pc.red(problem)}`,
    toAnswer(request, duplicates),
  ]);
}

function toAnswer({ status }: ObservedRequest, duplicates: number): string {
  if (status !== 200) return pc.red(String(status));
  return duplicates > 0 ? `${pc.green('200')}\n${pc.yellow('duplicate')}` : pc.green('200');
}
