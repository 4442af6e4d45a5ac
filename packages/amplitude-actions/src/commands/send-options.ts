import { InvalidArgumentError, Option, type Command } from 'commander';
import { ROW_TYPES, type RowType } from '../input/warehouse-row';
import { toCount, toMilliseconds, toMoment } from '../number-options';
import { type SendFlags } from '../run/send-plan';
import { addSettingsOptions, type SettingsFlags } from '../settings-options';
import { type SubscriptionFlags } from '../subscriptions/subscription-options';

export type Flags = SendFlags &
  SettingsFlags &
  SubscriptionFlags & {
    csv?: boolean;
    csvType?: RowType;
    dryRun?: boolean;
    report?: string;
    json?: boolean;
    quiet?: boolean;
  };

const ANY_NUMBER = 1_000_000_000_000;
/** The default of --give-up-after, in the unit of the flag. */
const GIVE_UP_SECONDS = 300;

export function addSendOptions(command: Command): Command {
  addInputOptions(command);
  addBackfillOptions(command);
  addFileOptions(command);
  addPaceOptions(command);
  return addSettingsOptions(command);
}

/** The flags that say what is read and what it becomes; preview has them too. */
export function addInputOptions(command: Command): Command {
  return command
    .option(
      '--subscriptions <file>',
      'list of {name, subscribe, partnerAction, mapping}; default: the presets',
    )
    .option(
      '--batch-endpoint',
      'upload events through Batch: slower to show, 1,000 events/s per user instead of 30',
    )
    .option('--csv', "the files are tables of Segment's warehouse, as CSV")
    .addOption(
      new Option('--csv-type <type>', 'what their rows are, where their names do not say it').choices(
        ROW_TYPES,
      ),
    );
}

function addBackfillOptions(command: Command): void {
  command
    .option('--skip-user-properties-sync', 'old events leave the properties of users alone')
    .option('--min-id-length <count>', 'ids of so many characters are good', toCount(1, 100))
    .option('--since <date>', 'only events of this moment or later', toMoment)
    .option('--until <date>', 'only events before this moment', toMoment)
    .option('--only <types>', 'only calls of these types, such as track,page', toTypes)
    .option('--event <name>', 'only track calls of this name; may be given several times', collect)
    .option('--max-events <count>', 'send at most so many', toCount(1, ANY_NUMBER))
    .option('--rate <count>', 'events a second at most', toCount(1, 1_000_000))
    .option('--dry-run', 'send nothing: count what would be sent, and why the rest would not');
}

function addFileOptions(command: Command): void {
  command
    .option(
      '--dead-letter <file>',
      'append what is refused for good, with its reason; see amplitude-actions dead',
    )
    .option('--unmatched <file>', 'append what no subscription wants and what opted out')
    .option('--checkpoint <file>', 'remember what is done; the same command goes on from there')
    .option('--report <file>', 'write the figures as JSON')
    .option('--json', 'one JSON object a line: progress, notes and at last the figures')
    .option('--quiet', 'no progress and no figures, only what went wrong')
    .option('--verbose', 'say what is tried again');
}

function addPaceOptions(command: Command): void {
  command
    .option('--concurrency <count>', 'calls in flight at once', toCount(1, 64), 3)
    .option('--batch-size <count>', 'events per call', toCount(1, 2000), 1000)
    .option('--gzip', 'compress what is sent')
    .addOption(
      new Option('--give-up-after <seconds>', 'stop when nothing got through for so long')
        .argParser(toMilliseconds)
        .default(GIVE_UP_SECONDS * 1000, String(GIVE_UP_SECONDS)),
    )
    .option(
      '--throttle-rest <seconds>',
      'rest of a throttled id (documented: 30, Batch and Identify 15)',
      toMilliseconds,
    );
}

function toTypes(text: string): string[] {
  const types = text.split(',').map((type) => type.trim().toLowerCase());
  const unknown = types.find((type) => !ROW_TYPES.some((known) => known === type));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`"${unknown}" is none of ${ROW_TYPES.join(', ')}.`);
  return types;
}

const collect = (name: string, before: readonly string[] = []): string[] => [...before, name];
