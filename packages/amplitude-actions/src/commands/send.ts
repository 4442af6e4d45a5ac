import { type Command } from 'commander';
import { ExitCode } from '../exit-code';
import { toInputSources } from '../input/input-source';
import { checkSource } from '../input/open-source';
import { toCsvReader } from '../input/read-csv';
import { writeLine, type Io } from '../io';
import { toPrintable } from '../printable';
import { JsonProgress } from '../progress/json-progress';
import { LineProgress } from '../progress/line-progress';
import { type Progress } from '../progress/progress';
import { QuietProgress } from '../progress/quiet-progress';
import { TerminalProgress } from '../progress/terminal-progress';
import { runDryRun } from '../run/dry-run';
import { refuseOverwriting } from '../run/refuse-overwriting';
import { runSend } from '../run/run-send';
import { type SendOutcome, type SendPlan } from '../run/send-plan';
import { toSummaryText } from '../run/summary';
import { checkReport, writeReport } from '../run/write-report';
import { readSettings } from '../settings-options';
import { chooseSubscriptions } from '../subscriptions/subscription-options';
import { type CommandHost } from './command-host';
import { addSendOptions, type Flags } from './send-options';

const EXAMPLES = `
Examples:
  amplitude-actions send events.ndjson
  amplitude-actions send export/ --checkpoint send.state --dead-letter rejected.ndjson
  amplitude-actions send 'logs/**/*.gz' --since 2024-01-01 --skip-user-properties-sync --dry-run
  amplitude-actions send tracks.csv --csv
  kafkacat -C -t events | amplitude-actions send --region eu --subscriptions subscriptions.json

Exit codes: 0 all delivered, 1 some rejected or nothing delivered, 2 bad use, 3 stopped with work left.`;

export function addSend(program: Command, { io, setExitCode }: CommandHost): void {
  const command = program
    .command('send')
    .description('Send the Segment events of files, or of standard input, to Amplitude')
    .argument(
      '[files...]',
      'lines of JSON, arrays, packed or not; folders, patterns; - or nothing is standard input',
    );
  addSendOptions(command)
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: Flags) => setExitCode(await send(paths, flags, io)));
}

/** Also what `dead retry` does with a file of dead letters. */
export async function send(paths: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  if (flags.dryRun === true) return dryRun(paths, flags, io);
  const plan = await toPlan(paths, flags);
  if (flags.report !== undefined) checkReport(flags.report);
  const outcome = await runSend(plan, io, () => startProgress(flags, io));
  if (flags.report !== undefined) writeReport(flags.report, outcome);
  writeOutcome(outcome, flags, io);
  return outcome.exitCode;
}

async function toPlan(paths: readonly string[], flags: Flags): Promise<SendPlan> {
  const { settings, integrationNames } = readSettings(flags, false);
  return { ...(await toInput(paths, flags)), settings, integrationNames, flags };
}

async function toInput(paths: readonly string[], flags: Flags) {
  const sources = toInputSources(paths);
  refuseOverwriting(sources, flags);
  for (const source of sources) await checkSource(source, flags.csv === true);
  const subscriptions = chooseSubscriptions(flags);
  return { sources, subscriptions, ...(flags.csv === true && { readRows: toCsvReader(flags.csvType) }) };
}

async function dryRun(paths: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  const input = await toInput(paths, flags);
  const found = await runDryRun({ ...input, flags }, io);
  writeLine(io.stdout, flags.json === true ? JSON.stringify(found.figures) : found.text);
  return found.exitCode;
}

function startProgress({ json, quiet }: Flags, { stdout, stderr }: Io): Progress {
  if (quiet === true) return new QuietProgress();
  if (json === true) return new JsonProgress(stdout);
  return stderr.isTTY === true ? new TerminalProgress(stderr) : new LineProgress(stderr);
}

function writeOutcome(outcome: SendOutcome, flags: Flags, { stdout, stderr }: Io): void {
  const { summary, exitCode, problem } = outcome;
  if (flags.json === true)
    writeLine(stdout, JSON.stringify({ kind: 'summary', exitCode, ...summary, problem }));
  else if (flags.quiet !== true) writeLine(stdout, toSummaryText(summary, stdout.columns));
  if (problem !== undefined) writeLine(stderr, toPrintable(problem));
  if (flags.json === true) return;
  for (const hint of toHints(outcome, flags)) writeLine(stderr, hint);
}

function toHints({ summary, exitCode }: SendOutcome, flags: Flags): string[] {
  const { read, delivered, rejected, unmatched } = summary;
  const hints: string[] = [];
  if (read === 0 && exitCode === ExitCode.ok) hints.push('There was no event in the input.');
  if (read > 0 && delivered === 0 && exitCode === ExitCode.rejected) hints.push('Nothing was delivered.');
  if (rejected > 0 && flags.deadLetter === undefined) {
    hints.push(
      'The rejected events were not kept: --dead-letter <file> writes them down with their reasons.',
    );
  }
  if (unmatched.length > 0 && flags.unmatched === undefined && flags.quiet !== true) {
    hints.push('--unmatched <file> keeps the events that were not sent.');
  }
  if (exitCode === ExitCode.workLeft) hints.push(toResumeHint(flags));
  return hints;
}

function toResumeHint({ checkpoint }: Flags): string {
  return checkpoint === undefined
    ? 'Stopped with work left. Running it again sends all from the start; Amplitude drops what it has by insert_id.'
    : `Stopped with work left: run the same command again to go on from ${checkpoint}.`;
}
