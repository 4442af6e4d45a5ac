import type { Command } from 'commander';
import {
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type Exchange,
  type Fault,
} from 'segment-actions-amplitude/emulator';
import { CliError } from '../cli-error';
import { toColors, type Colors } from '../colors';
import { writeLine, type Io } from '../io';
import { toCount } from '../number-options';
import { toFault } from '../fault-option';
import type { CommandHost } from './command-host';

const EXAMPLES = `
A fault rule is a list of what=value:
  when   path=/2/httpapi  nth=3  every=10  probability=0.1  times=5
  what   status=500 | statusAfterIngestion=500 | latencyMs=200 | drop=before-ingestion | drop=after-ingestion
         | answer=truncated | answer=not-json

Examples:
  amplitude-actions emulator --strict
  amplitude-actions emulator --port 4000 --fault every=10,status=500 --fault path=/batch,probability=0.05,drop=after-ingestion
  amplitude-actions send events.ndjson --api-key any --base-url http://127.0.0.1:4000`;

interface Flags {
  port: number;
  strict?: boolean;
  fault: Fault[];
  seed: number;
  json?: boolean;
}

export function addEmulator(program: Command, { io }: CommandHost): void {
  program
    .command('emulator')
    .description('Run an Amplitude on this machine and print what arrives')
    .option('--port <port>', 'port on 127.0.0.1; 0 takes a free one', toCount(0, 65_535), 4000)
    .option('--strict', 'hold every documented limit: bytes, events, rates, quotas, id lengths')
    .option('--fault <rule>', 'make requests fail by rule; repeat it for more', collectFaults, [])
    .option('--seed <number>', 'seed of the probabilities', toCount(0, 2 ** 31), 1)
    .option('--json', 'one JSON object a request')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: Flags) => {
      const emulator = await start(flags, io);
      writeLine(
        flags.json === true ? io.stderr : io.stdout,
        `Amplitude listens on ${emulator.baseUrl}; Ctrl-C stops it.`,
      );
      await new Promise<void>((resolve) => void io.onInterrupt(resolve));
      await emulator.close();
      const { requests, received, ingested, deduped, rejected } = emulator.counts;
      const totals = { requests, received, ingested, deduped, rejected };
      writeLine(io.stdout, flags.json === true ? JSON.stringify(totals) : toText(totals));
    });
}

const collectFaults = (rule: string, faults: Fault[]): Fault[] => [...faults, toFault(rule)];

async function start({ port, strict, fault, seed, json }: Flags, { stdout }: Io): Promise<AmplitudeEmulator> {
  const colors = toColors(stdout);
  try {
    return await startAmplitudeEmulator({
      port,
      strict,
      faults: fault,
      seed,
      keepEvents: strict === true,
      onExchange: (exchange) =>
        writeLine(stdout, json === true ? JSON.stringify(exchange) : toLine(exchange, colors)),
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(
      code === 'EADDRINUSE'
        ? `Port ${port} is taken; give another --port.`
        : `The emulator cannot start: ${message}.`,
    );
  }
}

function toLine({ method, path, status, items, bytesSent }: Exchange, colors: Colors): string {
  const answer =
    status === 0 ? colors.red('dropped') : status < 300 ? colors.green(status) : colors.yellow(status);
  return `${answer} ${method} ${path} · ${items} items · ${bytesSent} bytes`;
}

const toText = (totals: Record<string, number>): string =>
  Object.entries(totals)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
