import { createRuntime, type Subscription } from 'segment-actions-amplitude/runtime';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { toOrigin, type InputSource } from '../input/input-source';
import { readEvents, type ReadEvent } from '../input/read-event';
import { readRecords, type ReadOptions } from '../input/read-records';
import { type Io } from '../io';
import { toPrintable } from '../printable';
import { formatCount } from '../progress/progress';
import { timeOf, toEventFilter, type FilterFlags } from './event-filter';
import { toSummary, toSummaryText, type CountedReason } from './summary';
import { countReason, newTally, type Reason, type Tally } from './tally';

export interface DryRunPlan {
  sources: readonly InputSource[];
  readRows?: ReadOptions['readRows'];
  subscriptions: readonly Subscription[];
  flags: FilterFlags & { maxEvents?: number | undefined };
}

export interface DryRunFigures {
  kind: 'dry-run';
  exitCode: ExitCode;
  read: number;
  /** Events that a subscription takes. */
  wouldSend: number;
  rejected: CountedReason[];
  unmatched: CountedReason[];
  leftOut: CountedReason[];
  /** What would be sent, by type, and by name where there is one. */
  events: CountedReason[];
  /** ISO 8601, of what would be sent. */
  firstTime?: string;
  lastTime?: string;
  problem?: string;
}

export interface DryRun {
  figures: DryRunFigures;
  text: string;
  exitCode: ExitCode;
}

/** Names shown to people; --json has them all. */
const NAMES_SHOWN = 20;

/** Reads all that `send` would read, and counts what it would do, without mapping and without a request. */
export async function runDryRun(plan: DryRunPlan, io: Io): Promise<DryRun> {
  const count = new DryRunCount(plan);
  let problem: CliError | undefined;
  for (const source of plan.sources) {
    try {
      await count.readSource(source, io);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      problem ??= error;
    }
  }
  return count.toDryRun(problem);
}

class DryRunCount {
  readonly #plan: DryRunPlan;
  readonly #tally: Tally = newTally();
  readonly #events: Record<string, Reason> = Object.create(null) as Record<string, Reason>;
  readonly #filter;
  /** No request is made: any key will do. */
  readonly #runtime;
  #first = Infinity;
  #last = -Infinity;

  constructor(plan: DryRunPlan) {
    this.#plan = plan;
    this.#filter = toEventFilter(plan.flags);
    this.#runtime = createRuntime({ settings: { apiKey: 'dry-run' }, subscriptions: plan.subscriptions });
  }

  async readSource(source: InputSource, { stdin }: Io): Promise<void> {
    const { readRows, flags } = this.#plan;
    const origin = toOrigin(source);
    for await (const records of readRecords(source, stdin, { ...(readRows !== undefined && { readRows }) })) {
      for (const record of records) {
        for (const read of readEvents(record)) this.#count(read, record.place, origin);
        if (this.#tally.delivered >= (flags.maxEvents ?? Infinity)) return;
      }
    }
  }

  #count(read: ReadEvent, place: string, origin: string): void {
    const tally = this.#tally;
    tally.read += 1;
    if ('problem' in read) return this.#reject(read.problem, place);
    const leftOut = this.#filter(read.event);
    if (leftOut !== undefined) return countReason(tally.leftOut, leftOut, place);
    const route = this.#runtime.route({ ...read, origin });
    if (route.outcome === 'rejected') this.#reject(route.reason, place);
    else if (route.outcome !== 'matched') countReason(tally.unmatched, route.reason, place);
    else this.#countSent(read.event, place);
  }

  #reject(reason: string, place: string): void {
    this.#tally.rejected += 1;
    countReason(this.#tally.reasons, reason, place);
  }

  #countSent(event: Record<string, unknown>, place: string): void {
    this.#tally.delivered += 1;
    const name = String(event.type).toLowerCase() === 'track' ? event.event : event.name;
    const kind =
      typeof name === 'string' && name !== '' ? `${String(event.type)} "${name}"` : String(event.type);
    (this.#events[kind] ??= { count: 0, first: place }).count += 1;
    const time = timeOf(event);
    if (time === undefined) return;
    this.#first = Math.min(this.#first, time);
    this.#last = Math.max(this.#last, time);
  }

  toDryRun(problem: CliError | undefined): DryRun {
    const { read, delivered, reasons, unmatched, leftOut } = toSummary(this.#tally, 0);
    const isFailing = this.#tally.rejected > 0 || (delivered === 0 && read > 0);
    const exitCode = problem?.exitCode ?? (isFailing ? ExitCode.rejected : ExitCode.ok);
    const events = Object.entries(this.#events)
      .map(([reason, { count, first }]) => ({ reason, count, first }))
      .sort((a, b) => b.count - a.count);
    const times =
      delivered > 0 && this.#first !== Infinity
        ? { firstTime: toIso(this.#first), lastTime: toIso(this.#last) }
        : {};
    const figures: DryRunFigures = {
      kind: 'dry-run',
      exitCode,
      read,
      wouldSend: delivered,
      rejected: reasons,
      unmatched,
      leftOut,
      events,
      ...times,
      ...(problem !== undefined && { problem: problem.message }),
    };
    return { figures, text: this.#toText(figures), exitCode };
  }

  #toText({ wouldSend, events, firstTime, lastTime, problem }: DryRunFigures): string {
    const counts = toSummaryText(toSummary(this.#tally, 0)).split('\n').slice(0, -2);
    const lines = counts.map((line) => line.replace(/^delivered /, 'to send   '));
    if (firstTime !== undefined) lines.push('', `From ${firstTime} to ${lastTime}.`);
    if (events.length > 0) lines.push('', 'What would be sent');
    for (const { reason, count } of events.slice(0, NAMES_SHOWN)) {
      lines.push(`${formatCount(count).padStart(8)}  ${toPrintable(reason)}`);
    }
    if (events.length > NAMES_SHOWN)
      lines.push(`${''.padStart(10)}and ${events.length - NAMES_SHOWN} more names`);
    lines.push('', `Nothing was sent: this was a dry run of ${formatCount(wouldSend)} events.`);
    return [...lines, ...(problem === undefined ? [] : [toPrintable(problem)])].join('\n');
  }
}

const toIso = (time: number): string => new Date(time).toISOString();
