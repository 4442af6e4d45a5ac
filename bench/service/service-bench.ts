import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRabbitmq } from '../../packages/amplitude-actions/test/service/queue/rabbitmq-node';
import {
  startService,
  type ServiceInstance,
} from '../../packages/amplitude-actions/test/service/start-service';
import { startAmplitudeEmulator, type AmplitudeEmulator, type EmulatorOptions } from '../../src/emulator';

const API_KEY = '1d0c7be24a5f4e93b86a02f7c9e3d518';
const WRITE_KEY = 'writeKeyOfTheBenchmark';

/** A service with its emulator of Amplitude, for one measurement. */
export interface Bench {
  emulator: AmplitudeEmulator;
  processes: readonly ServiceInstance[];
  /** ms from the post of an event to its arrival at Amplitude, by user. */
  latencies: { user: string; ms: number }[];
  /** Posts events of these users; the status of the answer. */
  post(this: void, users: readonly string[]): Promise<number>;
  stop(this: void): Promise<void>;
}

/** `workers` 0: the embedded queue, all in one process; else RabbitMQ on one node, an intake and so many workers. */
export async function startBench(workers: number, options: EmulatorOptions = {}): Promise<Bench> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-service-'));
  const config = join(directory, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({ sources: [{ writeKey: WRITE_KEY, settings: { apiKey: API_KEY } }] }),
  );
  const latencies: Bench['latencies'] = [];
  const emulator = await startAmplitudeEmulator({
    apiKey: API_KEY,
    keepEvents: false,
    keepExchanges: 0,
    onIngest: ({ user_id, event_properties }) => {
      const { postedAt } = event_properties as { postedAt: number };
      latencies.push({ user: String(user_id), ms: Date.now() - postedAt });
    },
    ...options,
  });
  const server = workers === 0 ? undefined : await startRabbitmq();
  const queue =
    server === undefined ? ['--data', join(directory, 'data')] : ['--queue', ...toAddresses(server)];
  const shared = ['--config', config, '--base-url', emulator.baseUrl];
  const processes = [await startService(['serve', '--port', '0', ...shared, ...queue])];
  for (let n = 0; n < workers; n += 1) processes.push(await startService(['work', ...shared, ...queue]));
  return {
    emulator,
    processes,
    latencies,
    post: toPost(processes[0]?.url ?? ''),
    stop: async () => {
      for (const { end } of processes) await end('SIGKILL');
      await server?.stop();
      await emulator.close();
      rmSync(directory, { recursive: true });
    },
  };
}

const toAddresses = ({ nodes }: Awaited<ReturnType<typeof startRabbitmq>>) =>
  nodes.map(({ address }) => address);

/** Batches as the client for Node.js sends them. */
function toPost(url: string): Bench['post'] {
  let next = 0;
  return async (users) => {
    const postedAt = Date.now();
    const batch = users.map((userId) => ({
      type: 'track',
      event: 'Item Viewed',
      userId,
      messageId: `m-${(next += 1)}`,
      timestamp: new Date(postedAt).toISOString(),
      properties: { postedAt, category: 'books', path: `/items/${next}`, text: 'x'.repeat(400) },
      context: { library: { name: '@segment/analytics-node', version: '3.1.0' } },
    }));
    const body = JSON.stringify({ batch, writeKey: WRITE_KEY, sentAt: new Date(postedAt) });
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body });
    await answer.arrayBuffer();
    return answer.status;
  };
}

/** Megabytes: now, and the most there ever were. */
export function memoryOf({ child }: ServiceInstance): { now: number; most: number } {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  const read = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
  return { now: read('VmRSS'), most: read('VmHWM') };
}

export const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export async function reach(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(20);
}
