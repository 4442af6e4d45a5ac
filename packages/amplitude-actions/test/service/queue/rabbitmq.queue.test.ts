import { type EventQueue } from '../../../src/service/queue/event-queue';
import { QueueUnavailableError } from '../../../src/service/queue/queue-errors';
import { RabbitmqQueue, type RabbitmqQueueOptions } from '../../../src/service/queue/rabbitmq/rabbitmq-queue';
import {
  claim,
  describeQueueContract,
  eventually,
  message,
  numbers,
  range,
  take,
  type QueueBench,
} from './queue-contract';
import { startRabbitmq, type RabbitmqNode } from './rabbitmq-node';

/** One node for the whole file: a start costs many seconds. Each test has queues of its own. */
const describeWithServer = process.env.REQUIRE_RABBITMQ === '1' ? describe : describe.skip;

describeWithServer('RabbitMQ', () => {
  let server: Awaited<ReturnType<typeof startRabbitmq>>;
  let node: RabbitmqNode;
  let prefixes = 0;
  let prefix = '';
  const open: EventQueue[] = [];

  const openQueue = async (options: Partial<RabbitmqQueueOptions> = {}) => {
    const queue = await new RabbitmqQueue({
      addresses: [node.address],
      prefix,
      tickMs: 500,
      ...options,
    }).open();
    open.push(queue);
    await eventually(() => Promise.resolve(expect(queue.state).toBe('up')));
    return queue;
  };
  const closeAll = async () => {
    for (const queue of open.splice(0)) await queue.close();
  };

  beforeAll(async () => {
    server = await startRabbitmq();
    [node] = server.nodes as [RabbitmqNode];
  }, 120_000);
  beforeEach(() => {
    prefix = `test${(prefixes += 1)}`;
  });
  afterAll(async () => {
    await closeAll();
    await server.stop();
  }, 60_000);

  describeQueueContract('rabbitmq', () =>
    Promise.resolve<QueueBench>({
      open: ({ maxBytes } = {}) => {
        prefix = `test${(prefixes += 1)}`;
        return openQueue({
          partitions: 4,
          ...(maxBytes !== undefined && { maxBytesPerPartition: maxBytes }),
        });
      },
      reopen: async () => {
        await closeAll();
        return openQueue({ partitions: 4 });
      },
      kill: closeAll,
      close: closeAll,
    }),
  );

  describe('with several workers', () => {
    afterEach(closeAll);

    it('gives each partition to one of them, shared evenly, and all of one that leaves to the others', async () => {
      const intake = await openQueue();
      const held = new Map<string, Set<number>>();
      const workers = ['one', 'two', 'three'].map((name) => ({ name, stop: new AbortController() }));
      const seen: number[][] = Array.from({ length: 64 }, () => []);
      const runs = workers.map(async ({ name, stop }) => {
        const queue = await openQueue();
        const mine = new Set<number>();
        held.set(name, mine);
        const releases: Promise<void>[] = [];
        for await (const each of queue.claims({ signal: stop.signal })) {
          mine.add(each.partition);
          releases.push(
            (async () => {
              while (!each.lost.aborted && !each.wanted.aborted) {
                const messages = await each.next(10, AbortSignal.any([each.wanted, each.lost]));
                seen[each.partition]?.push(...numbers(messages));
                await each.ack(messages);
              }
              mine.delete(each.partition);
              await each.release();
            })(),
          );
        }
        await Promise.all(releases);
      });
      let n = 0;
      const append = () => intake.append(range(64).map((partition) => message((n += 1), partition)));
      await eventually(async () => {
        await append();
        const sizes = [...held.values()].map(({ size }) => size);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(64);
        expect(Math.max(...sizes)).toBeLessThanOrEqual(22);
      }, 400);
      workers[0]?.stop.abort();
      await runs[0];
      await eventually(async () => {
        await append();
        expect(held.get('one')?.size).toBe(0);
        expect([...held.values()].reduce((sum, { size }) => sum + size, 0)).toBe(64);
      }, 400);
      for (const { stop } of workers) stop.abort();
      await Promise.all(runs);
      expect(seen.flat().length).toBeGreaterThan(0);
      for (const each of seen) expect(each).toEqual([...each].sort((a, b) => a - b));
    }, 120_000);
  });

  it('lets two processes look through the dead letters one after the other', async () => {
    const [one, other] = [await openQueue(), await openQueue()];
    const body = Buffer.from('{}');
    await one.dead.add(range(500).map((n) => ({ id: String(n), partition: 0, body, reason: 'No userId.' })));
    const [mine, deleted, theirs] = await Promise.all([
      one.dead.list({ limit: 1000 }),
      other.dead.delete(['7', '8']),
      other.dead.list({ limit: 1000 }),
    ]);
    expect([498, 500]).toContain(mine.length);
    expect([deleted, theirs.length]).toEqual([2, 498]);
    expect(theirs.map(({ id }) => Number(id))).toEqual(range(500).filter((n) => n !== 7 && n !== 8));
    await closeAll();
  });

  it('gives out and acknowledges nothing more after it slept longer than its partitions are safe', async () => {
    const queue = await openQueue({ partitions: 4, addresses: [`${node.address}?heartbeat=1`] });
    await queue.append(range(10).map((n) => message(n)));
    const held = await claim(queue);
    const taken = await take(held, 5);
    // As SIGSTOP and SIGCONT do: nothing of this process runs meanwhile.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
    await held.ack(taken);
    expect(await held.next(10, held.lost)).toEqual([]);
    expect(held.lost.aborted).toBe(true);
    const again = await claim(queue);
    expect(numbers(await take(again, 10))).toEqual(range(10));
    await again.release();
    await closeAll();
  }, 60_000);

  it('rejects appends while the broker is short of memory, gives out what it has, and takes appends again', async () => {
    const queue = await openQueue({ partitions: 4 });
    await queue.append([message(1)]);
    await node.control('set_vm_memory_high_watermark', 'absolute', '1MB');
    await eventually(async () => {
      await expect(queue.append([message(2)])).rejects.toThrow(QueueUnavailableError);
      expect(queue.state).toBe('blocked');
    });
    const held = await claim(queue);
    expect(numbers(await take(held, 1))).toEqual([1]);
    await node.control('set_vm_memory_high_watermark', '0.4');
    await eventually(() => queue.append([message(3)]), 400);
    expect(queue.state).toBe('up');
    await held.release();
    await closeAll();
  }, 120_000);

  it('rejects appends while the broker is gone, and takes them again when it is back with all it had', async () => {
    const queue = await openQueue();
    await queue.append(range(100).map((n) => message(n)));
    // A node that is killed within a second after a queue was declared forgets the queue.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await node.kill();
    await expect(queue.append([message(100)])).rejects.toThrow(QueueUnavailableError);
    expect(queue.state).toBe('down');
    await node.start();
    await eventually(() => queue.append([message(101)]), 400);
    const held = await claim(queue);
    expect(numbers(await take(held, 101))).toEqual([...range(100), 101]);
    await held.release();
    await closeAll();
  }, 180_000);

  it('is down when nothing answers at its address', async () => {
    const queue = await new RabbitmqQueue({ addresses: ['amqp://127.0.0.1:1'], prefix }).open();
    await expect(queue.append([message(1)])).rejects.toThrow('There is no connection to the broker.');
    expect(queue.state).toBe('down');
    await queue.close();
  });
});
