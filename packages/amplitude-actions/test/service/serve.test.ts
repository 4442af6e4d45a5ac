import { Analytics } from '@segment/analytics-node';
import { Analytics as Analytics2 } from 'analytics-node-2';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, runCli, useDirectory } from '../run-cli';
import { bundleCommandLine, startService, type ServiceInstance } from './start-service';
import { eventually, range } from './queue/queue-contract';

const WRITE_KEY = 'writeKeyOfTheTests';
const files = useDirectory();
let emulator: AmplitudeEmulator;
const running: ServiceInstance[] = [];

beforeAll(bundleCommandLine);
beforeEach(async () => {
  emulator = await startAmplitudeEmulator({ apiKey: API_KEY });
});
afterEach(async () => {
  for (const instance of running.splice(0)) await instance.end('SIGKILL');
  await emulator.close();
});

const config = () =>
  files.write(
    'config.json',
    JSON.stringify({ sources: [{ writeKey: WRITE_KEY, settings: { apiKey: API_KEY } }] }),
  );

async function serve(...more: string[]): Promise<ServiceInstance> {
  const args = ['serve', '--config', config(), '--port', '0', '--data', files.path('data')];
  const instance = await startService([...args, '--base-url', emulator.baseUrl, ...more]);
  running.push(instance);
  return instance;
}

const event = (n: number) => ({
  type: 'track',
  event: 'Tapped',
  userId: `user-${n % 20}`,
  messageId: `m-${n}`,
  properties: { n },
});

/** Posts a batch; the numbers of its events when they were promised. */
async function post(url: string, numbers: readonly number[]): Promise<number[]> {
  try {
    const body = JSON.stringify({ writeKey: WRITE_KEY, batch: numbers.map(event) });
    const { status } = await fetch(`${url}/v1/batch`, { method: 'POST', body });
    return status === 200 ? [...numbers] : [];
  } catch {
    return [];
  }
}

const ingested = () => emulator.events.map(({ event_properties }) => (event_properties as { n: number }).n);

describe('serve', () => {
  it.each([
    ['2', Analytics2],
    ['3', Analytics],
  ])("delivers what version %s of Segment's own client for Node.js sends", async (_, Client) => {
    const { url } = await serve();
    const analytics = new Client({ writeKey: WRITE_KEY, host: url });
    analytics.identify({ userId: 'user-1', traits: { plan: 'pro' } });
    for (const n of range(40)) analytics.track({ userId: 'user-1', event: 'Tapped', properties: { n } });
    await analytics.closeAndFlush();
    await eventually(() => Promise.resolve(expect(ingested()).toHaveLength(40)), 400);
    expect([...ingested()]).toEqual(range(40));
    expect(emulator.users.get('user-1')?.properties).toMatchObject({ plan: 'pro' });
  });

  it('delivers everything that it promised, once, when it is killed ten times under load', async () => {
    const promised: number[] = [];
    let next = 0;
    for (let kills = 0; kills < 10; kills += 1) {
      const instance = await serve();
      const ended = new AbortController();
      const clients = range(4).map(async () => {
        while (!ended.signal.aborted) {
          const numbers = range(10, next);
          next += 10;
          promised.push(...(await post(instance.url, numbers)));
        }
      });
      const before = promised.length;
      await eventually(() => Promise.resolve(expect(promised.length).toBeGreaterThan(before + 40)), 400);
      await instance.end('SIGKILL');
      ended.abort();
      await Promise.all(clients);
    }
    await serve();
    // Events without an answer may have come as well: their number says nothing.
    await eventually(() => {
      const came = new Set(ingested());
      return Promise.resolve(expect(promised.filter((n) => !came.has(n))).toEqual([]));
    }, 1200);
    const counts = new Map<number, number>();
    for (const n of ingested()) counts.set(n, (counts.get(n) ?? 0) + 1);
    expect(promised.filter((n) => counts.get(n) !== 1)).toEqual([]);
    expect([...counts.values()].filter((count) => count !== 1)).toEqual([]);
  });

  it('delivers more than it may hold in memory, from many partitions at once', async () => {
    const { url } = await serve('--concurrency', '1', '--batch-size', '5');
    expect(await post(url, range(300))).toHaveLength(300);
    await eventually(() => Promise.resolve(expect(ingested()).toHaveLength(300)), 1200);
  });

  it("delivers everybody else's events while one user is throttled who has more than the memory holds", async () => {
    await emulator.close();
    emulator = await startAmplitudeEmulator({ apiKey: API_KEY, limits: { httpapiEventsPerSecond: 1 } });
    const { url } = await serve('--concurrency', '1', '--batch-size', '20');
    const hot = range(400).map((n) => ({ ...event(n), userId: 'hot-user' }));
    const body = JSON.stringify({ writeKey: WRITE_KEY, batch: hot });
    expect((await fetch(`${url}/v1/batch`, { method: 'POST', body })).status).toBe(200);
    await eventually(async () => {
      expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/actions_retried_total [1-9]/);
    }, 400);
    expect(await post(url, range(20, 1000))).toHaveLength(20);
    const ofOthers = () => ingested().filter((n) => n >= 1000);
    await eventually(() => Promise.resolve(expect(ofOthers()).toHaveLength(20)), 400);
    const ofHot = ingested().filter((n) => n < 1000);
    expect(ofHot).toEqual(range(ofHot.length));
    expect(ofHot.length).toBeLessThan(400);
  });

  it('ends on SIGTERM though Amplitude is away and more waits than it may hold in memory', async () => {
    emulator.addFault({ path: '/2/httpapi', every: 1, action: { status: 503 } });
    const { url, end } = await serve('--concurrency', '1', '--batch-size', '5');
    expect(await post(url, range(300))).toHaveLength(300);
    expect(await end('SIGTERM')).toBe(0);
  });

  it('ends on SIGTERM with 0 once what is in has its answer, and goes on where it was', async () => {
    emulator.addFault({ path: '/2/httpapi', every: 1, action: { status: 503 } });
    const first = await serve();
    expect(await post(first.url, range(30))).toHaveLength(30);
    expect(await first.end('SIGTERM')).toBe(0);
    expect(first.logs()).toContain('"msg":"stopped"');
    expect(first.logs()).not.toMatch(new RegExp(`${WRITE_KEY}|${API_KEY}`));
    emulator.reset();
    await serve();
    await eventually(() => Promise.resolve(expect(ingested()).toHaveLength(30)), 400);
  });

  it('reads its configuration again on SIGHUP, and keeps the old one when the new one is wrong', async () => {
    const { url, child, ...instance } = await serve();
    files.write('config.json', '{"sources":[]}');
    child.kill('SIGHUP');
    await eventually(() => Promise.resolve(expect(instance.logs()).toContain('The old configuration stays')));
    expect(await post(url, [1])).toEqual([1]);
    const source = { writeKey: 'another-key', settings: { apiKey: API_KEY } };
    files.write('config.json', JSON.stringify({ sources: [source] }));
    child.kill('SIGHUP');
    await eventually(() => Promise.resolve(expect(instance.logs()).toContain('configuration read again')));
    expect(await post(url, [2])).toEqual([]);
  });

  it('puts what Amplitude refuses into the dead letters, and counts it', async () => {
    const { url } = await serve();
    const body = JSON.stringify({ writeKey: WRITE_KEY, batch: [event(1), { ...event(2), userId: 'x' }] });
    await fetch(`${url}/v1/batch`, { method: 'POST', body });
    await eventually(async () => {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      expect(metrics).toContain('amplitude_actions_queue_dead 1');
      expect(metrics).toContain('amplitude_actions_events_total{outcome="delivered"} 1');
      expect(metrics).toMatch(/amplitude_actions_queue_messages 0/);
    }, 400);
  });
});

describe('serve and work, used wrongly', () => {
  it.each([
    [['serve'], /required option '--config <file>'/],
    [['serve', '--config', 'nowhere.json'], /nowhere.json cannot be used:[^]*There is no such file/],
    [['work', '--config', 'x', '--queue', 'http://user:secret@host'], /--queue takes addresses such as amqp/],
    [['work', '--config', 'x'], /Give --queue/],
  ])('%j ends with one clear sentence', async (args, said) => {
    const { exitCode, stderr } = await runCli(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).not.toContain('secret');
  });
});
