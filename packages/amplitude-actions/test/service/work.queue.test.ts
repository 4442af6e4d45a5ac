import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, useDirectory } from '../run-cli';
import { eventually, range } from './queue/queue-contract';
import { startRabbitmq, type RabbitmqNode } from './queue/rabbitmq-node';
import { bundleCommandLine, startService, type ServiceInstance } from './start-service';

const describeWithServer = process.env.REQUIRE_RABBITMQ === '1' ? describe : describe.skip;

const WRITE_KEY = 'writeKeyOfTheTests';
const USERS = 40;

describeWithServer('serve and work on RabbitMQ', () => {
  const files = useDirectory();
  const running: ServiceInstance[] = [];
  let server: Awaited<ReturnType<typeof startRabbitmq>>;
  let node: RabbitmqNode;

  beforeAll(async () => {
    bundleCommandLine();
    server = await startRabbitmq();
    [node] = server.nodes as [RabbitmqNode];
  });
  afterAll(() => server.stop());
  afterEach(async () => {
    for (const instance of running.splice(0)) {
      instance.child.kill('SIGCONT');
      await instance.end('SIGKILL');
    }
  });

  it('deliver everything that was promised, once and in the order of each user, with workers killed and frozen', async () => {
    const emulator = await startAmplitudeEmulator({ apiKey: API_KEY });
    const source = { writeKey: WRITE_KEY, settings: { apiKey: API_KEY } };
    const config = files.write('config.json', JSON.stringify({ sources: [source] }));
    const start = async (...args: string[]) => {
      const shared = [
        '--config',
        config,
        '--queue',
        `${node.address}?heartbeat=2`,
        '--base-url',
        emulator.baseUrl,
      ];
      const instance = await startService([...args, ...shared]);
      running.push(instance);
      return instance;
    };
    const { url } = await start('serve', '--port', '0');
    const [killed, frozen] = [await start('work'), await start('work')];

    const promised: number[] = [];
    const loading = new AbortController();
    const clients = range(4).map(async (client) => {
      // Each client has users of its own and waits for each answer: so there is one right order for every user.
      for (let n = client; !loading.signal.aborted; n += 4 * 10) {
        const numbers = range(10).map((each) => n + 4 * each);
        const batch = numbers.map((each) => ({
          type: 'track',
          event: 'Tapped',
          userId: `user-${each % USERS}`,
          messageId: `m-${each}`,
          properties: { n: each },
        }));
        const body = JSON.stringify({ writeKey: WRITE_KEY, batch });
        const { status } = await fetch(`${url}/v1/batch`, { method: 'POST', body });
        if (status === 200) promised.push(...numbers);
      }
    });
    const ingested = () =>
      emulator.events.map(({ event_properties }) => (event_properties as { n: number }).n);
    const hasGoneOn = async (count: number) => {
      const before = ingested().length;
      await eventually(
        () => Promise.resolve(expect(ingested().length).toBeGreaterThan(before + count)),
        1200,
      );
    };
    await hasGoneOn(200);
    await killed.end('SIGKILL');
    await hasGoneOn(200);
    await start('work');
    frozen.child.kill('SIGSTOP');
    await hasGoneOn(200);
    const soFar = [...promised];
    // The broker takes the partitions of a worker that is silent away: the others deliver what it held, too.
    await eventually(() => {
      const came = new Set(ingested());
      return Promise.resolve(expect(soFar.filter((n) => !came.has(n))).toEqual([]));
    }, 1200);
    frozen.child.kill('SIGCONT');
    await hasGoneOn(200);
    loading.abort();
    await Promise.all(clients);

    await eventually(() => Promise.resolve(expect(ingested().length).toBe(promised.length)), 2400);
    expect([...ingested()].sort((a, b) => a - b)).toEqual([...promised].sort((a, b) => a - b));
    for (const user of range(USERS)) {
      const own = ingested().filter((n) => n % USERS === user);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
    await emulator.close();
  }, 300_000);
});
