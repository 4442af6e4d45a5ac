import { existsSync, writeFileSync } from 'node:fs';
import { type Command } from 'commander';
import {
  aliasSubscription,
  defaultValues,
  groupSubscription,
  presetSubscriptions,
  type Subscription,
} from 'segment-actions-amplitude/runtime';
import { createAmplitudeDestination } from 'segment-actions-amplitude';
import { CliError } from '../cli-error';
import { writeLine } from '../io';
import { type CommandHost } from './command-host';

const EXAMPLES = `
The presets, and two that no preset has: group and alias calls. Edit the file and give it to send and preview.

Examples:
  amplitude-actions subscriptions > subscriptions.json
  amplitude-actions subscriptions --group-type account --out subscriptions.json`;

interface Flags {
  groupType: string;
  out?: string;
}

export function addSubscriptions(program: Command, { io }: CommandHost): void {
  program
    .command('subscriptions')
    .description('Write the subscriptions that send uses by itself, with group and alias, ready to edit')
    .option('--group-type <name>', 'what a group is in your Amplitude project', 'company')
    .option('--out <file>', 'write a file that is not there yet; default: standard output')
    .addHelpText('after', EXAMPLES)
    .action(({ groupType, out }: Flags) => {
      const subscriptions = [
        ...presetSubscriptions(),
        groupSubscription({ type: groupType }),
        aliasSubscription(),
      ].map(withMapping);
      const text = JSON.stringify(subscriptions, null, 2);
      if (out === undefined) return writeLine(io.stdout, text);
      write(out, `${text}\n`);
      writeLine(io.stdout, `Wrote ${out}: ${subscriptions.length} subscriptions.`);
    });
}

/** Every field that has a default, so that nobody must look it up. */
function withMapping(entry: Subscription): object {
  const fields = createAmplitudeDestination().actions[entry.partnerAction]?.fields ?? {};
  return { ...entry, mapping: entry.mapping ?? defaultValues(fields) };
}

function write(path: string, text: string): void {
  if (existsSync(path)) throw new CliError(`${path} is there already; name another file, or delete it.`);
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CliError(`${path} cannot be written: ${(error as Error).message}.`);
  }
}
