import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { refuseRejection, toSetting } from '../dead/change-letter';
import { fixLetters } from '../dead/fix-letters';
import { readLetters } from '../dead/read-letters';
import { retryLetters } from '../dead/retry-letters';
import { writeLine, type Io } from '../io';
import { formatCount } from '../progress/progress';
import { newTally, countReason } from '../run/tally';
import { toEntryLines, toSummary } from '../run/summary';
import { type CommandHost } from './command-host';
import { send } from './send';
import { addSendOptions, type Flags } from './send-options';

const EXAMPLES = `
Examples:
  amplitude-actions dead list rejected.ndjson
  amplitude-actions dead fix rejected.ndjson --reason "user_id" --set userId=unknown-user
  amplitude-actions dead fix rejected.ndjson --reason "not valid JSON" --drop
  amplitude-actions dead retry rejected.ndjson

The file is lines of JSON and may be edited by hand as well: the event stands there as it was read, its reason under
"_rejected".`;

export function addDead(program: Command, { io, setExitCode }: CommandHost): void {
  const dead = program.command('dead').description('Look at dead letters, change them and send them again');
  dead.addHelpText('after', EXAMPLES);
  addList(dead, io);
  addFix(dead, io);
  const retry = dead
    .command('retry')
    .description('Send the letters; what is refused again stays in the file, with its new reason')
    .argument('<file>', 'as send --dead-letter wrote it');
  addSendOptions(retry).addHelpText('after', '\nExamples:\n  amplitude-actions dead retry rejected.ndjson');
  retry.action(async (file: string, flags: Flags) => {
    if (flags.checkpoint !== undefined || flags.deadLetter !== undefined || flags.unmatched !== undefined) {
      throw new CliError('dead retry keeps its own files beside the letters; give it no other ones.');
    }
    const { exitCode, unmatched } = await retryLetters(file, (files) =>
      send([file], { ...flags, ...files }, io),
    );
    if (unmatched !== undefined)
      writeLine(io.stderr, `No subscription takes some of them: they are in ${unmatched}.`);
    setExitCode(exitCode);
  });
}

function addList(dead: Command, { stdout }: Io): void {
  dead
    .command('list')
    .description('Count the letters by their reasons')
    .argument('<file>', 'as send --dead-letter wrote it')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExamples:\n  amplitude-actions dead list rejected.ndjson')
    .action(async (file: string, { json }: { json?: boolean }) => {
      const tally = newTally();
      for await (const { rejection } of readLetters(file)) {
        tally.read += 1;
        countReason(tally.reasons, rejection.reason ?? 'without a reason', rejection.place ?? file);
      }
      const { read, reasons } = toSummary(tally, 0);
      if (json === true) return writeLine(stdout, JSON.stringify({ letters: read, reasons }));
      writeLine(stdout, `${formatCount(read)} letters`);
      for (const reason of reasons) writeLine(stdout, toEntryLines(reason, stdout.columns ?? 80).join('\n'));
    });
}

interface FixFlags {
  reason?: string;
  set: string[];
  remove: string[];
  drop?: boolean;
}

function addFix(dead: Command, { stdout }: Io): void {
  const collect = (text: string, before: string[]) => [...before, text];
  dead
    .command('fix')
    .description('Change the events of letters, or take letters out')
    .argument('<file>', 'as send --dead-letter wrote it')
    .option('--reason <text>', 'only letters whose reason holds this text')
    .option('--set <path=value>', 'put a value into the event; may be given several times', collect, [])
    .option('--remove <path>', 'take a value out of the event; may be given several times', collect, [])
    .option('--drop', 'take the letters out of the file')
    .addHelpText(
      'after',
      '\nExamples:\n  amplitude-actions dead fix rejected.ndjson --set context.ip=203.0.113.7',
    )
    .action(async (file: string, { reason, set, remove, drop = false }: FixFlags) => {
      if (set.length + remove.length === 0 && !drop) {
        throw new CliError('Say what to change: --set path=value, --remove path or --drop.');
      }
      remove.forEach(refuseRejection);
      const fixed = await fixLetters(file, { reason, set: set.map(toSetting), remove, drop });
      const what = drop ? 'Took out' : 'Changed';
      writeLine(stdout, `${what} ${formatCount(fixed.changed)} of ${formatCount(fixed.letters)} letters.`);
    });
}
