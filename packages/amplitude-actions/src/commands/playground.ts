import type { Command } from 'commander';
import { FAULT_HELP, addEmulatorFlags, startFromFlags, type EmulatorFlags } from '../emulator/emulator-flags';
import { printArrivals, toTotals } from '../emulator/print-arrivals';
import { writeLine, type Io } from '../io';
import { playgroundSubscriptions } from '../playground/playground-subscriptions';
import { startPlayground } from '../playground/start-playground';
import { chooseSubscriptions } from '../subscriptions/subscription-options';
import type { CommandHost } from './command-host';

const EXAMPLES = `${FAULT_HELP}

Examples:
  amplitude-actions playground
  amplitude-actions playground --subscriptions subscriptions.json --strict

Point a Segment library at it: new Analytics({ writeKey: 'any', host: 'http://127.0.0.1:4100', path: '/v1/batch' })`;

interface Flags extends EmulatorFlags {
  subscriptions?: string;
}

export function addPlayground(program: Command, { io }: CommandHost): void {
  addEmulatorFlags(program.command('playground'), 4100)
    .description(
      'See what Segment events become in Amplitude: an emulator with a page, and /v1/ for Segment’s libraries',
    )
    .option(
      '--subscriptions <file>',
      'array of {name, subscribe, partnerAction, mapping}; default: the presets',
    )
    .addHelpText('after', EXAMPLES)
    .action((flags: Flags) => runPlayground(flags, io));
}

async function runPlayground(flags: Flags, io: Io): Promise<void> {
  const asJson = flags.json === true;
  const talk = asJson ? io.stderr : io.stdout;
  const { emulator, close } = await startPlayground({
    subscriptions: flags.subscriptions === undefined ? playgroundSubscriptions() : chooseSubscriptions(flags),
    apiKey: flags.apiKey ?? 'playground',
    start: (more) =>
      startFromFlags({ ...flags, keep: true }, { ...more, onNotice: (text) => writeLine(talk, text) }),
  });
  printArrivals(emulator, io.stdout, asJson);
  writeLine(
    talk,
    `Open ${emulator.baseUrl} in a browser; Segment’s libraries send to ${emulator.baseUrl}/v1/. Ctrl-C stops it.`,
  );
  await new Promise<void>((resolve) => void io.onInterrupt(resolve));
  await close();
  writeLine(io.stdout, toTotals(emulator, asJson));
}
