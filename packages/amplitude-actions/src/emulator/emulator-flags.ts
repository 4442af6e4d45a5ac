import type { Command } from 'commander';
import {
  startAmplitudeEmulator,
  type AmplitudeEmulator,
  type EmulatorOptions,
  type Fault,
  type Limits,
} from 'segment-actions-amplitude/emulator';
import { CliError } from '../cli-error';
import { toCount } from '../number-options';
import { toFault } from './fault-option';
import { toLimits } from './limit-option';

export interface EmulatorFlags {
  host: string;
  port: number;
  allowHost: string[];
  allowOrigin: string[];
  apiKey?: string;
  secretKey?: string;
  strict?: boolean;
  limits: Partial<Limits>;
  fault: Fault[];
  seed: number;
  json?: boolean;
  keep: boolean;
}

export const FAULT_HELP = `
A fault rule is a list of what=value:
  when   path=/2/httpapi  nth=3  every=10  probability=0.1  times=5
  what   status=500 | statusAfterIngestion=500 | latencyMs=200 | drop=before-ingestion | drop=after-ingestion
         | answer=truncated | answer=not-json

Limits: ${'httpapiEventsPerSecond=10, minIdLength=1, mixedOperations=false, uploadEvents=none, …'} (docs/emulator.md has all)`;

const collect = <T>(value: T, values: T[]): T[] => [...values, value];

/** The flags that `emulator` and `playground` share. */
export function addEmulatorFlags(command: Command, defaultPort: number): Command {
  return command
    .option('--host <address>', 'address to listen on; 0.0.0.0 for a container', '127.0.0.1')
    .option('--port <port>', 'port; 0 takes a free one', toCount(0, 65_535), defaultPort)
    .option('--allow-host <name>', 'another name clients call it by; repeat it for more', collect<string>, [])
    .option(
      '--allow-origin <origin>',
      'origin whose pages may use /__emulator/, for tests in a browser',
      collect<string>,
      [],
    )
    .option('--api-key <key>', 'the only key that is accepted; default: any')
    .option('--secret-key <key>', 'the only secret key that is accepted; default: any')
    .option('--strict', 'hold every documented limit: bytes, events, rates, quotas, id lengths')
    .option('--limits <list>', 'single limits to change; repeat it for more', toLimits, {})
    .option(
      '--fault <rule>',
      'make requests fail by rule; repeat it for more',
      (rule, faults: Fault[]) => collect(toFault(rule), faults),
      [],
    )
    .option('--seed <number>', 'seed of the probabilities', toCount(0, 2 ** 31), 1)
    .option('--json', 'one JSON object a request')
    .option('--no-keep', 'count only, without events, users and page: for millions of events');
}

/** Starts an emulator as the flags say. Throws a sentence when it cannot listen. */
export async function startFromFlags(
  flags: EmulatorFlags,
  more: EmulatorOptions,
): Promise<AmplitudeEmulator> {
  const { host, port, allowHost, allowOrigin, apiKey, secretKey, strict, limits, fault, seed, keep } = flags;
  try {
    return await startAmplitudeEmulator({
      host,
      port,
      hostNames: allowHost,
      allowOrigins: allowOrigin,
      ...(apiKey !== undefined && { apiKey }),
      ...(secretKey !== undefined && { secretKey }),
      strict: strict === true,
      limits,
      faults: fault,
      seed,
      keepEvents: keep,
      page: keep,
      ...more,
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isTaken = code === 'EADDRINUSE' || message.includes('it is in use');
    throw new CliError(
      isTaken ? `Port ${port} is taken; give another --port.` : `The emulator cannot start: ${message}`,
    );
  }
}
