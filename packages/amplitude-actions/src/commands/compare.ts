import Table from 'cli-table3';
import type { Command } from 'commander';
import {
  ClassicSettingsError,
  compareWithClassic,
  type ClassicComparison,
  type EventComparison,
} from '../classic';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { OpenEndError } from '../input/open-end-error';
import { toInputSources } from '../input/input-source';
import { readEvent } from '../input/read-event';
import { readJsonFile } from '../input/read-json-file';
import { readRecords } from '../input/read-records';
import { writeLine, type Io } from '../io';
import { toCount } from '../number-options';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Examples:
  amplitude-actions compare classic.json events.ndjson
  amplitude-actions compare classic.json events.ndjson --json > report.json

Exit codes: 0 every difference is documented in docs/classic.md, 1 some are not, 2 bad use, 3 the input ends in half a
line, and what is before it was compared.`;

interface Flags {
  limit: number;
  json?: boolean;
}

export function addCompare(program: Command, { io, setExitCode }: CommandHost): void {
  program
    .command('compare')
    .description('Show, event by event, what Amplitude Classic sent and what its migration sends')
    .argument('<classic.json>', 'the settings of Classic, as Segment exports them')
    .argument('[events]', 'NDJSON or a JSON array of Segment events; default: standard input')
    .option(
      '--limit <count>',
      'events to compare at most: all are held in memory',
      toCount(1, 100_000),
      10_000,
    )
    .option('--json', 'the whole report as JSON')
    .addHelpText('after', EXAMPLES)
    .action(async (classicFile: string, eventsFile: string | undefined, flags: Flags) => {
      const classic = readJsonFile(classicFile);
      const { events, places, unreadable, openEnd } = await readAll(eventsFile, flags.limit, io);
      if (unreadable > 0) writeLine(io.stderr, `${unreadable} lines are no events and were left out.`);
      const report = await compare(classicFile, classic, events);
      writeLine(io.stdout, flags.json === true ? toJson(report, places) : toText(report, places));
      if (openEnd !== undefined) {
        writeLine(io.stderr, openEnd.message);
        setExitCode(openEnd.exitCode);
      } else if (report.kinds.some(({ isDocumented }) => !isDocumented)) setExitCode(ExitCode.rejected);
    });
}

async function compare(
  file: string,
  classic: unknown,
  events: Record<string, unknown>[],
): Promise<ClassicComparison> {
  try {
    return await compareWithClassic(events, classic);
  } catch (error) {
    if (error instanceof ClassicSettingsError) throw new CliError(`${file}: ${error.message}`);
    throw error;
  }
}

/** What is compared. */
interface Compared {
  events: Record<string, unknown>[];
  places: string[];
  /** Lines that are no events. */
  unreadable: number;
  /** The input ends in half a line, or within a list: what is before it is compared. */
  openEnd?: OpenEndError;
}

async function readAll(path: string | undefined, limit: number, io: Io): Promise<Compared> {
  const compared: Compared = { events: [], places: [], unreadable: 0 };
  try {
    await readInto(compared, path, limit, io);
  } catch (error) {
    if (!(error instanceof OpenEndError)) throw error;
    compared.openEnd = error;
  }
  return compared;
}

async function readInto(compared: Compared, path: string | undefined, limit: number, io: Io): Promise<void> {
  const { events, places } = compared;
  for (const source of toInputSources(path === undefined ? [] : [path])) {
    for await (const records of readRecords(source, io.stdin)) {
      for (const record of records) {
        if (events.length >= limit) return;
        const read = readEvent(record);
        if (!('event' in read)) {
          compared.unreadable += 1;
          continue;
        }
        events.push({ ...read.event });
        places.push(record.place);
      }
    }
  }
}

/** The report, with the place of each event in its file. */
function toJson({ events, kinds }: ClassicComparison, places: readonly string[]): string {
  const placed = events.map((event) => ({ place: places[event.index], ...event }));
  return JSON.stringify({
    events: placed,
    kinds: kinds.map((kind) => ({ ...kind, first: { place: places[kind.first.index], ...kind.first } })),
  });
}

function toText(report: ClassicComparison, places: readonly string[]): string {
  const { events, kinds } = report;
  const count = (is: (event: EventComparison) => boolean) => events.filter(is).length;
  const optedOut = count((event) => event.optedOut.classic || event.optedOut.actions);
  const failed = count(({ failure }) => failure !== undefined);
  const summary = [
    `${events.length} events, ${count(({ differences }) => differences.length > 0)} of them differ.`,
    ...(optedOut > 0 ? [`${optedOut} opted out of Amplitude by their integrations.`] : []),
    ...(failed > 0 ? [`${failed} could not be compared.`] : []),
  ].join(' ');
  return kinds.length === 0 ? summary : `${summary}\n${toTable(kinds, places)}`;
}

function toTable(kinds: ClassicComparison['kinds'], places: readonly string[]): string {
  const table = new Table({
    head: ['difference', 'times', 'documented', 'first', 'why'],
    style: { head: [], border: [] },
    colWidths: [24, 8, 12, 34, 50],
    wordWrap: true,
  });
  for (const { kind, count, isDocumented, isUncertain, why, first } of kinds) {
    table.push([
      kind,
      count,
      isDocumented ? 'yes' : 'NO',
      `${places[first.index] ?? ''} ${first.path}`,
      isUncertain ? `${why} (by an uncertain rule)` : why,
    ]);
  }
  return table.toString();
}
