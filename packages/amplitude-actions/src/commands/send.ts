import { resolve } from 'node:path';
import type { Command } from 'commander';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { toInputSources, type InputSource } from '../input/input-source';
import { writeLine, type Io } from '../io';
import { toCount, toMilliseconds } from '../number-options';
import { JsonProgress } from '../progress/json-progress';
import { LineProgress } from '../progress/line-progress';
import type { Progress } from '../progress/progress';
import { TerminalProgress } from '../progress/terminal-progress';
import { runSend, type SendFlags, type SendOutcome } from '../sender/run-send';
import { toSummaryTable } from '../sender/summary';
import { addSettingsOptions, readSettings, type SettingsFlags } from '../settings-options';
import type { CommandHost } from './command-host';

const EXAMPLES = `
Examples:
  amplitude-actions send events.ndjson
  amplitude-actions send export/*.json.gz --checkpoint send.state --dead-letter rejected.ndjson
  psql -c "copy events to stdout" | amplitude-actions send --region eu --subscriptions subscriptions.json
  amplitude-actions send rejected.ndjson --dead-letter still-rejected.ndjson

Exit codes: 0 all delivered, 1 some rejected, 2 bad use, 3 stopped with work left.`;

type Flags = SendFlags & SettingsFlags & { json?: boolean };

export function addSend(program: Command, { io, setExitCode }: CommandHost): void {
  const command = program
    .command('send')
    .description('Send the Segment events of files, or of standard input, to Amplitude')
    .argument('[files...]', 'NDJSON (gzipped or not) or a JSON array; - or nothing is standard input')
    .option(
      '--subscriptions <file>',
      'array of {name, subscribe, partnerAction, mapping}; default: the presets',
    )
    .option(
      '--batch-endpoint',
      'upload events through Batch: slower to show, 1,000 events/s per user instead of 30',
    )
    .option(
      '--dead-letter <file>',
      'append what is refused for good, with its reason; fix the file and send it',
    )
    .option('--checkpoint <file>', 'remember what is done; the same command goes on from there')
    .option('--concurrency <count>', 'calls in flight at once', toCount(1, 64), 3)
    .option('--batch-size <count>', 'events per call', toCount(1, 2000), 1000)
    .option('--gzip', 'compress what is sent')
    .option('--give-up-after <seconds>', 'stop when nothing got through for so long', toMilliseconds, 300_000)
    .option(
      '--throttle-rest <seconds>',
      'rest of a throttled id (documented: 30, Batch and Identify 15)',
      toMilliseconds,
    )
    .option('--json', 'one JSON object a line: progress, notes and at last the summary')
    .option('--verbose', 'say what is tried again and what the destination changed')
    .addHelpText('after', EXAMPLES);
  addSettingsOptions(command).action(async (paths: string[], flags: Flags) => {
    const settings = readSettings(flags, false);
    const sources = toInputSources(paths);
    refuseOverwriting(sources, flags);
    const outcome = await runSend(sources, flags, settings, io, () => startProgress(flags, io));
    writeOutcome(outcome, flags, io);
    setExitCode(outcome.exitCode);
  });
}

function startProgress({ json }: Flags, { stdout, stderr }: Io): Progress {
  if (json === true) return new JsonProgress(stdout);
  return stderr.isTTY === true ? new TerminalProgress(stderr) : new LineProgress(stderr);
}

function refuseOverwriting(sources: readonly InputSource[], { deadLetter, checkpoint }: Flags): void {
  const written = [
    ['--dead-letter', deadLetter],
    ['--checkpoint', checkpoint],
  ] as const;
  for (const [flag, path] of written) {
    const isInput = sources.some(
      (source) => source.path !== undefined && path !== undefined && resolve(source.path) === resolve(path),
    );
    if (isInput) throw new CliError(`${flag} ${path} is also an input; name another file.`);
  }
  if (deadLetter !== undefined && checkpoint !== undefined && resolve(deadLetter) === resolve(checkpoint)) {
    throw new CliError('--dead-letter and --checkpoint name the same file; name two.');
  }
}

function writeOutcome({ summary, exitCode }: SendOutcome, flags: Flags, { stdout, stderr }: Io): void {
  if (flags.json === true) {
    writeLine(stdout, JSON.stringify({ kind: 'summary', exitCode, ...summary }));
    return;
  }
  writeLine(stdout, toSummaryTable(summary));
  if (summary.read === 0) writeLine(stderr, 'There was no event in the input.');
  if (summary.rejected > 0 && flags.deadLetter === undefined) {
    writeLine(
      stderr,
      'The rejected events were not kept: --dead-letter <file> writes them down with their reasons.',
    );
  }
  if (exitCode === ExitCode.workLeft) {
    writeLine(
      stderr,
      flags.checkpoint === undefined
        ? 'Stopped with work left. Running it again sends all from the start; Amplitude drops what it has by insert_id.'
        : `Stopped with work left: run the same command again to go on from ${flags.checkpoint}.`,
    );
  }
}
