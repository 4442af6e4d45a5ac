import { type Command } from 'commander';
import { CliError } from '../cli-error';
import { refuseRejection, toSetting } from '../dead/change-letter';
import { fixLetters } from '../dead/fix-letters';
import { checkLetters, readLetters, type Letter } from '../dead/read-letters';
import { retryLetters } from '../dead/retry-letters';
import { writeLine, type Io } from '../io';
import { changeLetters, findLetters, toLetter, withQueue, type LetterPlace } from '../dead/service-letters';
import { formatCount } from '../progress/progress';
import { newTally, countReason } from '../run/tally';
import { toEntryLines, toSummary } from '../run/summary';
import { type CommandHost } from './command-host';
import { addPlaceOptions, toPlace, type PlaceFlags } from './dead-place';
import { send } from './send';
import { addSendOptions, type Flags } from './send-options';

const EXAMPLES = `
Examples:
  amplitude-actions dead list rejected.ndjson
  amplitude-actions dead fix rejected.ndjson --reason "user_id" --set userId=unknown-user
  amplitude-actions dead fix rejected.ndjson --reason "not valid JSON" --drop
  amplitude-actions dead retry rejected.ndjson
  amplitude-actions dead list --queue amqp://user:password@one:5672
  amplitude-actions dead retry --data ./data --reason "no source"

The file is lines of JSON and may be edited by hand as well: the event stands there as it was read, its reason under
"_rejected".`;

export function addDead(program: Command, { io, setExitCode }: CommandHost): void {
  const dead = program.command('dead').description('Look at dead letters, change them and send them again');
  dead.addHelpText('after', EXAMPLES);
  addList(dead, io);
  addFix(dead, io);
  addRetry(dead, io, setExitCode);
  addDelete(dead, io);
}

function addRetry(dead: Command, io: Io, setExitCode: CommandHost['setExitCode']): void {
  const retry = dead
    .command('retry')
    .description('Send the letters again: of a file here and now, of a service by its workers')
    .argument(
      '[file]',
      'as send --dead-letter wrote it; what is refused again stays in it, with its new reason',
    );
  addSendOptions(addPlaceOptions(retry)).addHelpText(
    'after',
    '\nExamples:\n  amplitude-actions dead retry rejected.ndjson\n  amplitude-actions dead retry --data ./data',
  );
  retry.action(async (file: string | undefined, { data, queue, reason, ...flags }: Flags & PlaceFlags) => {
    const place = toPlace(file, { data, queue });
    if (place !== undefined) return changeAndTell(place, { reason }, 'retry', io);
    if (flags.checkpoint !== undefined || flags.deadLetter !== undefined || flags.unmatched !== undefined) {
      throw new CliError('dead retry keeps its own files beside the letters; give it no other ones.');
    }
    const path = String(file);
    // The files of a retry that stopped are those of the next one, and a dry run is none.
    if (flags.dryRun === true) {
      await checkLetters(path);
      return setExitCode(await send([path], flags, io));
    }
    const { exitCode, unmatched } = await retryLetters(path, (files) =>
      send([path], { ...flags, ...files }, io),
    );
    if (unmatched !== undefined)
      writeLine(io.stderr, `No subscription takes some of them: they are in ${unmatched}.`);
    setExitCode(exitCode);
  });
}

function addDelete(dead: Command, io: Io): void {
  addPlaceOptions(dead.command('delete').description('Delete letters of a service'))
    .addHelpText(
      'after',
      '\nExamples:\n  amplitude-actions dead delete --data ./data --reason "no_user_anon_id"',
    )
    .action(async (flags: PlaceFlags) => {
      const place = toPlace(undefined, flags);
      if (place !== undefined) await changeAndTell(place, flags, 'delete', io);
    });
}

async function changeAndTell(
  place: LetterPlace,
  { reason }: PlaceFlags,
  change: 'retry' | 'delete',
  { stdout }: Io,
): Promise<void> {
  const { changed, left } = await changeLetters(place, { reason }, change);
  const what = change === 'retry' ? 'Put back' : 'Deleted';
  writeLine(stdout, `${what} ${formatCount(changed)} letters; ${formatCount(left)} are left.`);
}

interface ListFlags extends PlaceFlags {
  json?: boolean;
  events?: boolean;
}

/** The lines of a file, or what they would be. */
async function* readPlace(file: string | undefined, flags: ListFlags): AsyncGenerator<Letter> {
  const place = toPlace(file, flags);
  if (place === undefined) {
    yield* readLetters(String(file));
    return;
  }
  for (const letter of await withQueue(place, (queue) => findLetters(queue.dead, flags)))
    yield toLetter(letter);
}

function addList(dead: Command, { stdout }: Io): void {
  addPlaceOptions(
    dead
      .command('list')
      .description('Count the letters by their reasons')
      .argument('[file]', 'as send --dead-letter wrote it'),
  )
    .option('--json', 'as JSON')
    .option(
      '--events',
      'the letters themselves, a line of JSON each, as the other commands take them in a file',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  amplitude-actions dead list rejected.ndjson\n  amplitude-actions dead list --data ./data --events > rejected.ndjson',
    )
    .action(async (file: string | undefined, flags: ListFlags) => {
      const tally = newTally();
      for await (const { value, rejection } of readPlace(file, flags)) {
        if (flags.events === true) writeLine(stdout, JSON.stringify(value));
        tally.read += 1;
        countReason(tally.reasons, rejection.reason ?? 'without a reason', rejection.place ?? String(file));
      }
      if (flags.events === true) return;
      const { read, reasons } = toSummary(tally, 0);
      if (flags.json === true) return writeLine(stdout, JSON.stringify({ letters: read, reasons }));
      writeLine(stdout, `${formatCount(read)} letters`);
      for (const reason of reasons) writeLine(stdout, toEntryLines(reason, stdout.columns ?? 80).join('\n'));
    });
}

interface FixFlags {
  reason?: string;
  set: string[];
  remove: string[];
  drop?: boolean;
  all?: boolean;
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
    .option('--drop', 'take the letters out of the file; needs --reason or --all')
    .option('--all', 'all letters, whatever their reason')
    .addHelpText(
      'after',
      '\nExamples:\n  amplitude-actions dead fix rejected.ndjson --set context.ip=203.0.113.7',
    )
    .action(async (file: string, flags: FixFlags) => {
      checkFix(flags);
      const { reason, set, remove, drop = false } = flags;
      remove.forEach(refuseRejection);
      const fixed = await fixLetters(file, { reason, set: set.map(toSetting), remove, drop });
      const what = drop ? 'Took out' : 'Changed';
      writeLine(stdout, `${what} ${formatCount(fixed.changed)} of ${formatCount(fixed.letters)} letters.`);
    });
}

/** Throws a `CliError` when the flags do not say what to change, or which letters to take out. */
function checkFix({ reason = '', set, remove, drop = false, all = false }: FixFlags): void {
  if (set.length + remove.length === 0 && !drop) {
    throw new CliError('Say what to change: --set path=value, --remove path or --drop.');
  }
  if (all && reason !== '') throw new CliError('Give --reason or --all, not both.');
  if (drop && reason === '' && !all) {
    throw new CliError('Say which letters to take out: --reason <text>, or --all for all of them.');
  }
}
