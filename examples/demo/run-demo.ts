import { relative } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import pc from 'picocolors';
import { startAmplitudeEmulator } from '../../src/emulator';
import { createRuntime } from '../../src/runtime';
import { CliError } from '../../packages/amplitude-actions/src/cli-error';
import { ExitCode } from '../../packages/amplitude-actions/src/exit-code';
import { toFile } from '../../packages/amplitude-actions/src/input/input-source';
import { readEvent } from '../../packages/amplitude-actions/src/input/read-event';
import { readRecords } from '../../packages/amplitude-actions/src/input/read-records';
import { demoSubscriptions } from './demo-subscriptions';
import { eventTable, type Row } from './event-table';
import { describeHoldings } from './holdings';
import { toObservedRequest, type ObservedRequest } from './observed-request';
import { sendEvent, type Sender } from './send-event';

/** Any key opens the emulator; these two show that none is needed. */
const SETTINGS = { apiKey: 'demo-api-key', secretKey: 'demo-secret-key' };

/**
 * Sends the events of a file through the real destination into an Amplitude on loopback, and writes what came of them.
 * Lines that are no event are named and the rest go on: the exit code is then 1. A file that cannot be read is one
 * sentence and exit code 2.
 */
export async function runDemo(path: string, output: Writable): Promise<ExitCode> {
  const write = (text: string) => void output.write(`${text}\n`);
  try {
    toFile(path);
    return await withSender(async (sender, describe) => {
      write(`${relative('', path)} → ${sender.baseUrl}\n`);
      const { rows, problems } = await sendFile(path, sender);
      write(eventTable(rows));
      write(`\n${describe()}`);
      for (const problem of problems) write(pc.red(problem));
      return problems.length === 0 ? ExitCode.ok : ExitCode.rejected;
    });
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    write(pc.red(error.message));
    return error.exitCode;
  }
}

type DemoSender = Sender & { baseUrl: string };

/** Starts an emulator and a destination that sends to it, and stops it after `use`. */
async function withSender<T>(use: (sender: DemoSender, describe: () => string) => Promise<T>): Promise<T> {
  const requests: ObservedRequest[] = [];
  const emulator = await startAmplitudeEmulator({
    strict: true,
    // A file arrives faster than its users ever clicked: the rate is the one limit that is lifted.
    limits: { httpapiEventsPerSecond: Infinity },
    onExchange: (exchange, body) => requests.push(toObservedRequest(exchange, body)),
  });
  let deduped = 0;
  const observe = () => {
    const duplicates = emulator.counts.deduped - deduped;
    deduped += duplicates;
    return { requests: requests.splice(0), duplicates };
  };
  const sender: DemoSender = {
    baseUrl: emulator.baseUrl,
    runtime: createRuntime({
      settings: SETTINGS,
      subscriptions: demoSubscriptions(),
      baseUrl: emulator.baseUrl,
    }),
    observe,
  };
  try {
    return await use(sender, () => describeHoldings(emulator));
  } finally {
    await emulator.close();
  }
}

async function sendFile(path: string, sender: Sender): Promise<{ rows: Row[]; problems: string[] }> {
  const rows: Row[] = [];
  const problems: string[] = [];
  for await (const records of readRecords(toFile(path), Readable.from([]))) {
    for (const record of records) {
      const read = readEvent(record);
      if ('problem' in read) problems.push(`${record.place}: ${read.problem}.`);
      else rows.push({ line: toLine(record.place), ...(await sendRow(read.event, sender)) });
    }
  }
  return { rows, problems };
}

const toLine = (place: string) => place.slice(place.search(/\d+$/));

async function sendRow(event: Record<string, unknown>, sender: Sender) {
  return { event, sending: await sendEvent(event, sender) };
}
