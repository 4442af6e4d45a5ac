import type { Command } from 'commander';
import type { EmulatorOptions } from 'segment-actions-amplitude/emulator';
import { toColors } from '../colors';
import { FAULT_HELP, addEmulatorFlags, startFromFlags, type EmulatorFlags } from '../emulator/emulator-flags';
import { printArrivals, toExchangeLine, toTotals } from '../emulator/print-arrivals';
import { writeLine, type Io } from '../io';
import type { CommandHost } from './command-host';

const EXAMPLES = `${FAULT_HELP}

Examples:
  amplitude-actions emulator --strict
  amplitude-actions emulator --port 4000 --fault every=10,status=500 --fault path=/batch,probability=0.05,drop=after-ingestion
  amplitude-actions emulator --limits httpapiEventsPerSecond=10,mixedOperations=false
  amplitude-actions send events.ndjson --api-key any --base-url http://127.0.0.1:4000
  curl http://127.0.0.1:4000/__emulator/events`;

export function addEmulator(program: Command, { io }: CommandHost): void {
  addEmulatorFlags(program.command('emulator'), 4000)
    .description('Run an Amplitude on this machine, with a page that shows what arrives')
    .addHelpText('after', EXAMPLES)
    .action((flags: EmulatorFlags) => runEmulator(flags, io));
}

async function runEmulator(flags: EmulatorFlags, io: Io): Promise<void> {
  const asJson = flags.json === true;
  const talk = asJson ? io.stderr : io.stdout;
  const emulator = await startFromFlags(flags, {
    onNotice: (text) => writeLine(talk, text),
    ...(flags.keep ? {} : { onExchange: toPrinter(io, asJson) }),
  });
  if (flags.keep) printArrivals(emulator, io.stdout, asJson);
  writeLine(talk, `Amplitude listens on ${emulator.baseUrl}; Ctrl-C stops it.`);
  if (flags.keep) writeLine(talk, 'Open that address in a browser to see what arrives.');
  await new Promise<void>((resolve) => void io.onInterrupt(resolve));
  await emulator.close();
  writeLine(io.stdout, toTotals(emulator, asJson));
}

function toPrinter({ stdout }: Io, asJson: boolean): EmulatorOptions['onExchange'] {
  const colors = toColors(stdout);
  return (exchange) =>
    writeLine(stdout, asJson ? JSON.stringify(exchange) : toExchangeLine(exchange, colors));
}
