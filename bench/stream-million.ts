/**
 * `npm run bench:stream [-- events]`: a large file through the built command line (`npm run build` first) into the
 * emulator, each in a process of its own. Prints the processor time of the sender for an event beside that of reading
 * the same file and writing the same JSON again, and the sender's peak resident memory.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { sampleEvents } from './sample-events';

const CLI = join(process.cwd(), 'packages/amplitude-actions/dist/index.js');
const CHUNK = 1_000;
const POLL_MS = 200;
/** Enough for a steady figure; the file may be much longer. */
const JSON_EVENTS = 200_000;

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

/** Of a process, where there is /proc. */
interface Usage {
  /** The kernel's high-water mark of resident memory. */
  peakMegabytes: number;
  cpuSeconds: number;
}

const TICKS_PER_SECOND = 100;

function readUsage(pid: number | undefined, before: Usage): Usage {
  const [status, stat] = [`/proc/${pid}/status`, `/proc/${pid}/stat`];
  if (!existsSync(status)) return before;
  const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync(status, 'utf8')) ?? [];
  // A process that has ended stands there for a moment, without its memory.
  if (kilobytes === undefined) return before;
  // Behind the name in brackets: user and system time are the 12th and the 13th field.
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  return { peakMegabytes: Number(kilobytes) / 1024, cpuSeconds: ticks / TICKS_PER_SECOND };
}

async function measureSend(path: string, baseUrl: string): Promise<Usage & { seconds: number }> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [CLI, 'send', path, '--base-url', baseUrl, '--json'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AMPLITUDE_API_KEY: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4' },
  });
  let usage: Usage = { peakMegabytes: 0, cpuSeconds: 0 };
  const poll = setInterval(() => (usage = readUsage(child.pid, usage)), POLL_MS);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  clearInterval(poll);
  if (exitCode !== 0) throw new Error(`send ended with exit code ${exitCode}.`);
  return { ...usage, seconds: (performance.now() - startedAt) / 1000 };
}

/** Microseconds of processor time for an event that is parsed and written as JSON again, from lines in memory. */
async function measureJson(path: string): Promise<number> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lines.push(line);
    if (lines.length >= JSON_EVENTS) break;
  }
  const before = process.cpuUsage();
  let bytes = 0;
  for (const line of lines) bytes += JSON.stringify(JSON.parse(line)).length;
  const { user, system } = process.cpuUsage(before);
  if (bytes === 0) throw new Error('There was nothing to parse.');
  return (user + system) / lines.length;
}

async function main(count: number): Promise<void> {
  if (!existsSync(CLI)) throw new Error(`There is no ${CLI}: run npm run build first.`);
  const directory = mkdtempSync(join(tmpdir(), 'stream-'));
  const path = join(directory, 'events.ndjson');
  await writeEvents(path, count);
  const { child, baseUrl } = await startEmulator();
  try {
    const { seconds, cpuSeconds, peakMegabytes } = await measureSend(path, baseUrl);
    const json = await measureJson(path);
    const perEvent = (cpuSeconds / count) * 1_000_000;
    console.log(`events            ${count}`);
    console.log(`seconds           ${seconds.toFixed(1)} (with the emulator on the same machine)`);
    console.log(`processor time    ${perEvent.toFixed(1)} µs an event`);
    console.log(`JSON              ${json.toFixed(1)} µs an event, there and back`);
    console.log(`ratio             ${(perEvent / json).toFixed(1)} × JSON (limit 4)`);
    console.log(`peak memory       ${peakMegabytes.toFixed(0)} MB (limit 250)`);
  } finally {
    child.kill('SIGINT');
    rmSync(directory, { recursive: true });
  }
}

main(Number(process.argv[2] ?? 1_000_000)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
