/**
 * `npm run bench:stream [-- events]`: a large file through the built command line (`npm run build` first) into the
 * emulator, each in a process of its own. Prints events/s and the sender's peak resident memory beside the
 * framework's floor: the same events through the same mappings, with nothing behind them.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { Destination, defaultValues, MultiStatusResponse } from '@segment/actions-core';
import { createAmplitudeDestination } from '../src';
import { sampleEvents } from './sample-events';

const CLI = join(process.cwd(), 'dist/cli/index.js');
const CHUNK = 1_000;
const FLOOR_EVENTS = 20_000;
const POLL_MS = 200;

async function writeEvents(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  for (let from = 0; from < count; from += CHUNK) {
    const lines = sampleEvents(Math.min(CHUNK, count - from), from).map((event) => JSON.stringify(event));
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}

async function startEmulator(): Promise<{ child: ChildProcess; baseUrl: string }> {
  const child = spawn(process.execPath, [CLI, 'emulator', '--port', '0', '--no-keep'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [greeting] = (await once(child.stdout, 'data')) as [Buffer];
  const [baseUrl] = /http:\S+\d/.exec(greeting.toString()) ?? [];
  if (baseUrl === undefined) throw new Error(`The emulator did not start: ${greeting.toString()}`);
  // What it prints is read on, and dropped: a pipe that nobody reads would hold it up.
  child.stdout.resume();
  return { child, baseUrl };
}

/** The kernel's high-water mark of resident memory, in MB; 0 where there is no /proc. */
function peakMegabytes(pid: number | undefined): number {
  const path = `/proc/${pid}/status`;
  const [, kilobytes = '0'] = /VmHWM:\s+(\d+)/.exec(existsSync(path) ? readFileSync(path, 'utf8') : '') ?? [];
  return Number(kilobytes) / 1024;
}

async function measureSend(path: string, baseUrl: string): Promise<{ seconds: number; peak: number }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, 'send', path, '--base-url', baseUrl, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AMPLITUDE_API_KEY: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4' },
  });
  let peak = 0;
  const poll = setInterval(() => (peak = Math.max(peak, peakMegabytes(child.pid))), POLL_MS);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  clearInterval(poll);
  if (exitCode !== 0) throw new Error(`send ended with exit code ${exitCode}.`);
  return { seconds: (performance.now() - startedAt) / 1000, peak };
}

/** Events a second of the framework alone: trigger, mapping and schema, and a destination that does nothing. */
async function measureFloor(): Promise<number> {
  const definition = createAmplitudeDestination();
  const { logEventV2 } = definition.actions;
  if (logEventV2 === undefined) throw new Error('There is no logEventV2.');
  const performBatch: typeof logEventV2.performBatch = (_, { payload }) => {
    const answers = new MultiStatusResponse();
    for (let index = 0; index < payload.length; index += 1) {
      answers.pushSuccessResponse({ status: 200, sent: {}, body: '' });
    }
    return answers;
  };
  const destination = new Destination({
    ...definition,
    actions: { logEventV2: { ...logEventV2, performBatch } },
  });
  const subscription = {
    subscribe: 'type = "track"',
    partnerAction: 'logEventV2',
    mapping: defaultValues(logEventV2.fields),
  };
  const settings = { apiKey: 'floor', secretKey: 'floor', subscription };
  const batches = Array.from({ length: FLOOR_EVENTS / CHUNK }, (_, index) =>
    sampleEvents(CHUNK, index * CHUNK),
  );
  const startedAt = performance.now();
  for (const batch of batches) await destination.onBatch(batch, settings);
  return FLOOR_EVENTS / ((performance.now() - startedAt) / 1000);
}

async function main(count: number): Promise<void> {
  if (!existsSync(CLI)) throw new Error('There is no dist/cli/index.js: run npm run build first.');
  const directory = mkdtempSync(join(tmpdir(), 'stream-'));
  const path = join(directory, 'events.ndjson');
  await writeEvents(path, count);
  const { child, baseUrl } = await startEmulator();
  try {
    const { seconds, peak } = await measureSend(path, baseUrl);
    const floor = await measureFloor();
    console.log(`events            ${count}`);
    console.log(`seconds           ${seconds.toFixed(1)}`);
    console.log(`events/s          ${Math.round(count / seconds)}`);
    console.log(`framework alone   ${Math.round(floor)} events/s`);
    console.log(`peak memory       ${peak.toFixed(0)} MB (limit 250)`);
  } finally {
    child.kill('SIGINT');
    rmSync(directory, { recursive: true });
  }
}

main(Number(process.argv[2] ?? 1_000_000)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
