import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { toInputSources, toOrigin, type InputSource } from '../input/input-source';
import { checkSource } from '../input/open-source';
import { toCsvReader } from '../input/read-csv';
import { readRecords, type ReadOptions } from '../input/read-records';
import { type RowType } from '../input/warehouse-row';
import { writeLine, type Io } from '../io';
import { toCount } from '../number-options';
import { PreviewList, type PreviewView } from '../preview/preview-list';
import { PreviewSummary } from '../preview/preview-summary';
import { startRequestRecorder } from '../preview/request-recorder';
import { toSummary, toSummaryText } from '../run/summary';
import { type Tally } from '../run/tally';
import { chooseSubscriptions, type SubscriptionFlags } from '../subscriptions/subscription-options';
import { type CommandHost } from './command-host';
import { addInputOptions } from './send-options';

const EXAMPLES = `
Nothing leaves this machine, and no key is needed.

Examples:
  amplitude-actions preview event.json
  amplitude-actions preview events.ndjson --subscriptions subscriptions.json --limit 5
  amplitude-actions preview export/ --summary
  head -100 events.ndjson | amplitude-actions preview --json

Exit codes, as send has them: 0 all would be delivered, 1 some would not, 2 bad use, 3 the input ends in the middle.`;

const ANY_NUMBER = 1_000_000_000;

interface Flags extends SubscriptionFlags {
  csv?: boolean;
  csvType?: RowType;
  limit: number;
  json?: boolean;
  summary?: boolean;
}

export function addPreview(program: Command, { io, setExitCode }: CommandHost): void {
  const command = program
    .command('preview')
    .description('Show each event beside the Amplitude requests it becomes')
    .argument('[files...]', 'what send takes; default: standard input');
  addInputOptions(command)
    .option('--limit <count>', 'events to look at', toCount(1, ANY_NUMBER), ANY_NUMBER)
    .option('--summary', 'only the counts, the reasons and the notes')
    .option('--json', 'one JSON object an event, and the counts as the last line')
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], flags: Flags) => setExitCode(await preview(paths, flags, io)));
}

async function preview(paths: readonly string[], flags: Flags, io: Io): Promise<ExitCode> {
  const sources = toInputSources(paths);
  for (const source of sources) await checkSource(source, flags.csv === true);
  const subscriptions = chooseSubscriptions(flags);
  const recorder = await startRequestRecorder({ subscriptions });
  const show = flags.summary === true ? new PreviewSummary(recorder) : new PreviewList(recorder, flags, io);
  let problem: CliError | undefined;
  try {
    for (const source of sources) await readSource(source, flags, io, show);
    await show.finish();
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    problem = error;
    await show.finish();
  } finally {
    await recorder.close();
  }
  const { tally } = show;
  const summary = toSummary(tally, 0);
  const exitCode = problem?.exitCode ?? toExitCode(tally);
  const text =
    flags.json === true ? JSON.stringify({ kind: 'counts', exitCode, ...summary }) : toText(summary, io);
  writeLine(io.stdout, text);
  if (problem !== undefined) writeLine(io.stderr, problem.message);
  return exitCode;
}

/** As send has them: nothing delivered of something is never right. */
function toExitCode({ read, delivered, rejected }: Tally): ExitCode {
  return rejected > 0 || (delivered === 0 && read > 0) ? ExitCode.rejected : ExitCode.ok;
}

/** The figures of `send`, but for the requests: these went to this machine. */
function toText(summary: ReturnType<typeof toSummary>, { stdout }: Io): string {
  const lines = toSummaryText(summary, stdout.columns).split('\n').slice(0, -2);
  return [...lines, '', 'Nothing was sent: this was a preview.'].join('\n');
}

async function readSource(source: InputSource, flags: Flags, io: Io, view: PreviewView): Promise<void> {
  const options: ReadOptions = flags.csv === true ? { readRows: toCsvReader(flags.csvType) } : {};
  const origin = toOrigin(source);
  for await (const records of readRecords(source, io.stdin, options)) {
    for (const record of records) {
      if (view.tally.read >= flags.limit || io.stdout.destroyed) return;
      await view.add(record, `${origin}:${record.position}`);
    }
  }
}
