/**
 * The service under load: `npm run bench:service`. The load, the service, RabbitMQ (one node) and the emulator of Amplitude
 * share this machine, so the figures are low and go up and down with what else runs; what they show is their proportion.
 */
import { bundleCommandLine } from '../packages/amplitude-actions/test/service/start-service';
import { startIntake, WRITE_KEY } from '../packages/amplitude-actions/test/service/start-intake';
import { memoryOf, reach, sleep, startBench, type Bench } from './service/service-bench';

const LAYOUTS = [
  ['embedded queue, one process', 0],
  ['RabbitMQ, 1 worker', 1],
  ['RabbitMQ, 2 workers', 2],
] as const;
/** Events in a batch of the client for Node.js, by default. */
const BATCH = 15;
const CLIENTS = 16;
const LOAD_MS = 8000;
const USERS = 2000;

let nextUser = 0;
const takeUsers = (count: number) => Array.from({ length: count }, () => `user-${(nextUser += 1) % USERS}`);

async function throughput(name: string, workers: number): Promise<void> {
  const bench = await startBench(workers);
  try {
    const idle = bench.processes.map((each) => memoryOf(each).now);
    const startedAt = Date.now();
    let accepted = 0;
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (Date.now() < startedAt + LOAD_MS) {
        if ((await bench.post(takeUsers(BATCH))) === 200) accepted += BATCH;
      }
    });
    await Promise.all(clients);
    const postedMs = Date.now() - startedAt;
    await reach(() => bench.latencies.length >= accepted);
    const deliveredMs = Date.now() - startedAt;
    const most = bench.processes.map((each) => memoryOf(each).most);
    console.log(
      `  ${name}: ${rate(accepted, postedMs)} events/s accepted, ${rate(accepted, deliveredMs)} delivered; ` +
        `memory idle ${idle.join(' + ')} MB, loaded ${most.join(' + ')} MB`,
    );
  } finally {
    await bench.stop();
  }
}

const rate = (count: number, ms: number) => Math.round(count / (ms / 1000)).toLocaleString('en-US');

/** 200 events/s; with a hot user, who posts 3,000 events at once and is throttled. */
async function latency(name: string, workers: number, isHot: boolean): Promise<void> {
  const bench = await startBench(workers, { strict: true });
  try {
    if (isHot) for (let n = 0; n < 30; n += 1) await bench.post(Array<string>(100).fill('hot-user'));
    if (isHot) await sleep(3000);
    const from = bench.latencies.length;
    for (let n = 0; n < 200; n += 1) {
      void bench.post(takeUsers(10));
      await sleep(50);
    }
    await reach(() => ofOthers(bench, from).length >= 2000);
    const sorted = ofOthers(bench, from).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    console.log(`  ${name}${isHot ? ', beside a hot user' : ''}: median ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  } finally {
    await bench.stop();
  }
}

const ofOthers = ({ latencies }: Bench, from: number) =>
  latencies.slice(from).flatMap(({ user, ms }) => (user === 'hot-user' ? [] : ms));

async function fullQueue(): Promise<void> {
  const intake = await startIntake({ maxBytes: 1_000_000 });
  const text = 'x'.repeat(1000);
  for (let n = 0; ; n += 1) {
    const startedAt = Date.now();
    const event = { writeKey: WRITE_KEY, event: 'Item Viewed', userId: 'user-1', messageId: `m-${n}`, text };
    const { status, json, headers } = await intake.post('/v1/track', event);
    if (status === 200) continue;
    const stored = (await intake.events()).length;
    console.log(
      `  a queue of 1 MB: ${n} events answered with 200, ${stored} stored; then ${status} ${String(json.code)} after ` +
        `${((Date.now() - startedAt) / 1000).toFixed(1)} s, Retry-After ${headers.get('retry-after')}`,
    );
    return intake.close();
  }
}

/** A minute of it; what an hour is can be seen from it, since the waits are at their longest by then. */
async function deadAmplitude(): Promise<void> {
  const bench = await startBench(0);
  try {
    bench.emulator.addFault({ path: '/2/httpapi', every: 1, action: { status: 503 } });
    for (let n = 0; n < 1200; n += 1) {
      void bench.post(takeUsers(10));
      await sleep(50);
    }
    const { requests } = bench.emulator.counts;
    const { most } = memoryOf(bench.processes[0] ?? raise());
    bench.emulator.clearFaults();
    const backAt = Date.now();
    await reach(() => bench.latencies.length >= 12_000);
    console.log(
      `  a minute at 200 events/s: 12,000 waited, ${requests} requests were tried, ${most} MB at most; all delivered ` +
        `${((Date.now() - backAt) / 1000).toFixed(0)} s after Amplitude was back`,
    );
  } finally {
    await bench.stop();
  }
}

function raise(): never {
  throw new Error('There is no process.');
}

async function main(): Promise<void> {
  bundleCommandLine();
  console.log('Load of 16 clients, batches of 15 events:');
  for (const [name, workers] of LAYOUTS) await throughput(name, workers);
  console.log('From the client to Amplitude:');
  for (const [name, workers] of LAYOUTS.slice(0, 2)) {
    await latency(name, workers, false);
    await latency(name, workers, true);
  }
  console.log('A full queue:');
  await fullQueue();
  console.log('Amplitude answers 503 to everything:');
  await deadAmplitude();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
