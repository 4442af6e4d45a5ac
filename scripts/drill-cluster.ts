/**
 * The cluster drill: `npm run drill:cluster`, or `npm run drill:cluster -- --short` for CI.
 *
 * Private RabbitMQ nodes on loopback, intakes and workers as processes of their own, an emulator of Amplitude that fails
 * and throttles. Under load a worker, a node and an intake are killed (SIGKILL) and a worker is frozen and woken. Then it
 * counts: everything that was answered with 200 reached Amplitude once, in the order of its user. Exits 1 when not.
 */
import Table from 'cli-table3';
import { startAmplitudeEmulator, type Fault } from '../src/emulator';
import { Arrivals } from './drill/arrivals';
import { Cluster, type ClusterSize } from './drill/cluster';
import { CLUSTER_FAULTS } from './drill/cluster-faults';
import { ClusterLoad } from './drill/cluster-load';

interface Plan extends ClusterSize {
  clients: number;
  /** Events that one user posts at once; Amplitude takes 30 a second of a user. */
  hotEvents: number;
  /** Calm before the first fault and after each. */
  restMs: number;
  limitMs: number;
}

const LONG: Plan = {
  nodes: 3,
  intakes: 2,
  workers: 3,
  clients: 8,
  hotEvents: 3000,
  restMs: 10_000,
  limitMs: 600_000,
};
const SHORT: Plan = {
  nodes: 1,
  intakes: 1,
  workers: 2,
  clients: 4,
  hotEvents: 1000,
  restMs: 8000,
  limitMs: 180_000,
};

const FAULTS: Fault[] = [
  { probability: 0.3, action: { latencyMs: 40 } },
  { probability: 0.02, action: { status: 500 } },
  { probability: 0.02, action: { status: 503 } },
  { probability: 0.01, action: { drop: 'before-ingestion' } },
  { probability: 0.01, action: { drop: 'after-ingestion' } },
];
const API_KEY = '1d0c7be24a5f4e93b86a02f7c9e3d518';
const WRITE_KEY = 'writeKeyOfTheDrill';
const HOT_USER = 'hot-user';
const USERS_OF_CLIENT = 10;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function drill(plan: Plan): Promise<boolean> {
  const startedAt = Date.now();
  const arrivals = new Arrivals(HOT_USER);
  const emulator = await startAmplitudeEmulator({
    strict: true,
    apiKey: API_KEY,
    faults: FAULTS,
    seed: 18,
    keepEvents: false,
    keepExchanges: 0,
    onIngest: ({ user_id, event_properties }) =>
      arrivals.add(String(user_id), event_properties as { n: number; postedAt: number }),
  });
  const cluster = await Cluster.start({
    ...plan,
    baseUrl: emulator.baseUrl,
    writeKey: WRITE_KEY,
    apiKey: API_KEY,
  });
  const stop = new AbortController();
  try {
    return await within(
      plan.limitMs - (Date.now() - startedAt),
      run(plan, cluster, arrivals, stop, startedAt),
    );
  } finally {
    stop.abort();
    await cluster.stop();
    await emulator.close();
  }
}

async function run(
  plan: Plan,
  cluster: Cluster,
  arrivals: Arrivals,
  stop: AbortController,
  startedAt: number,
): Promise<boolean> {
  const urls = () => cluster.intakes.map(({ url }) => url);
  const load = new ClusterLoad({ writeKey: WRITE_KEY, urls, signal: stop.signal });
  const clients = Array.from({ length: plan.clients }, (_, client) =>
    load.runClient(Array.from({ length: USERS_OF_CLIENT }, (_each, n) => `user-${client}-${n}`)),
  );
  await reach(() => arrivals.total > 0);
  await sleep(plan.restMs);
  clients.push(load.runHotUser(HOT_USER, plan.hotEvents, 100));
  const table = new Table({
    head: ['fault', 'promised before', 'longest pause at Amplitude'],
    style: { head: [], border: [] },
  });
  for (const { name, cause } of CLUSTER_FAULTS.filter(
    ({ needs }) => needs === undefined || plan[needs] > 1,
  )) {
    const before = load.total;
    arrivals.longestPause = 0;
    await cause(cluster);
    await sleep(plan.restMs);
    table.push([name, before, `${(arrivals.longestPause / 1000).toFixed(1)} s`]);
  }
  stop.abort();
  await Promise.all(clients);
  await reach(() => arrivals.total >= load.total);
  // What comes twice comes late.
  await sleep(plan.restMs);
  console.log(table.toString());
  return report(load, arrivals, startedAt);
}

function report(load: ClusterLoad, arrivals: Arrivals, startedAt: number): boolean {
  const { lost, doubled, unordered } = arrivals.compare(load.promised);
  const isRight = lost === 0 && doubled === 0 && unordered === 0 && arrivals.total === load.total;
  const seconds = (Date.now() - startedAt) / 1000;
  console.log(
    `${load.total} events answered with 200, ${arrivals.total} ingested: ${lost} lost, ${doubled} doubled, ` +
      `${unordered} out of their user's order.`,
  );
  console.log(
    `The throttled user: ${arrivals.countOf(HOT_USER)} events. All others: median ${arrivals.latency(0.5)} ms, ` +
      `p99 ${arrivals.latency(0.99)} ms from the client to Amplitude.`,
  );
  console.log(`${load.repeated} batches were posted again until they were taken. ${seconds.toFixed(0)} s.`);
  return isRight;
}

async function reach(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(100);
}

async function within<Result>(ms: number, work: Promise<Result>): Promise<Result> {
  const late = sleep(ms).then(() => Promise.reject(new Error('The drill took longer than it may.')));
  return Promise.race([work, late]);
}

drill(process.argv.includes('--short') ? SHORT : LONG).then(
  (isRight) => process.exit(isRight ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
