import {
  type Claim,
  type EventQueue,
  type Message,
  type NewMessage,
} from '../../../src/service/queue/event-queue';
import { QueueFullError } from '../../../src/service/queue/queue-errors';

/** What a test needs of an engine. */
export interface QueueBench {
  /** An empty queue, with limits that a test can reach. */
  open(options?: { window?: number; maxBytes?: number }): Promise<EventQueue>;
  /** The same queue from another process's point of view: after the first is gone, or beside it. */
  reopen(): Promise<EventQueue>;
  /** Ends the holder as SIGKILL does: nothing is released, nothing is flushed. */
  kill(queue: EventQueue): Promise<void>;
  close(): Promise<void>;
}

export const NEVER = new AbortController().signal;

export const message = (n: number, partition = 0, id = `source:${n}`): NewMessage => ({
  id,
  partition,
  body: Buffer.from(JSON.stringify({ n })),
});

export const numbers = (messages: readonly Message[]): number[] =>
  messages.map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { n: number }).n);

export const range = (count: number, from = 0): number[] => Array.from({ length: count }, (_, n) => from + n);

const iterators = new WeakMap<EventQueue, AsyncIterator<Claim>>();

/** The next claim that the queue gives. */
export async function claim(queue: EventQueue): Promise<Claim> {
  const iterator = iterators.get(queue) ?? queue.claims({ signal: NEVER })[Symbol.asyncIterator]();
  iterators.set(queue, iterator);
  const result: IteratorResult<Claim, unknown> = await iterator.next();
  if (result.done === true) throw new Error('The queue gave no claim.');
  return result.value;
}

/** Exactly so many messages of a claim. */
export async function take(from: Claim, count: number): Promise<Message[]> {
  const taken: Message[] = [];
  while (taken.length < count) {
    const some = await from.next(count - taken.length, from.lost);
    if (some.length === 0) throw new Error(`The claim was lost after ${taken.length} of ${count} messages.`);
    taken.push(...some);
  }
  return taken;
}

/** Messages of a claim up to the one with this number. */
export async function takeUntil(from: Claim, last: number): Promise<Message[]> {
  const taken: Message[] = [];
  do taken.push(...(await take(from, 1)));
  while (numbers(taken.slice(-1))[0] !== last);
  return taken;
}

/** All of them came, in order; some that were acknowledged may have come again beside them. */
function expectAllOf(expected: readonly number[], messages: readonly Message[]): void {
  const came = numbers(messages);
  expect(came).toEqual([...came].sort((a, b) => a - b));
  expect(came).toEqual(expect.arrayContaining([...expected]));
  expect(new Set(came).size).toBe(came.length);
}

/** Waits for something that a broker does in its own time. */
export async function eventually(check: () => Promise<void>, tries = 100): Promise<void> {
  for (let n = 1; ; n += 1) {
    try {
      return await check();
    } catch (error) {
      if (n === tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What every queue has to do, whatever its engine. */
export function describeQueueContract(name: string, start: () => Promise<QueueBench>): void {
  describe(`the contract of a queue: ${name}`, () => {
    let bench: QueueBench;
    let queue: EventQueue;
    beforeAll(async () => {
      bench = await start();
    });
    beforeEach(async () => {
      queue = await bench.open();
    });
    afterEach(() => bench.close());

    it('gives what was appended, and has it no more once it is acknowledged', async () => {
      await queue.append([message(1), message(2)]);
      const held = await claim(queue);
      const taken = await take(held, 2);
      expect(numbers(taken)).toEqual([1, 2]);
      expect(taken[0]).toMatchObject({ id: 'source:1', partition: 0 });
      await held.ack(taken);
      await eventually(async () => expect(await queue.depth()).toMatchObject({ messages: 0, dead: 0 }));
      await held.release();
    });

    it('keeps equal messageIds of two sources apart', async () => {
      await queue.append([message(1, 0, 'a:m'), message(2, 0, 'b:m')]);
      const held = await claim(queue);
      expect(numbers(await take(held, 2))).toEqual([1, 2]);
      await held.release();
    });

    it('gives the messages of a partition in the order of the appends, many at once too', async () => {
      await Promise.all(range(200).map((n) => queue.append(range(5, n * 5).map((each) => message(each)))));
      const held = await claim(queue);
      expect(numbers(await take(held, 1000))).toEqual(range(1000));
      await held.release();
    });

    it('gives a partition to one holder at a time', async () => {
      await queue.append([message(1), message(2)]);
      const first = await claim(queue);
      await take(first, 1);
      let isSecond = false;
      const second = claim(queue).then((held) => {
        isSecond = true;
        return held;
      });
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(isSecond).toBe(false);
      await first.release();
      const held = await second;
      expect(numbers(await take(held, 2))).toEqual([1, 2]);
      await held.release();
    });

    it('gives the next holder what was not acknowledged, from the oldest on', async () => {
      await queue.append(range(1500).map((n) => message(n)));
      const first = await claim(queue);
      const taken = await take(first, 1000);
      await first.ack(taken.slice(200, 400));
      await first.ack(taken.filter((_, index) => index % 3 === 1));
      await first.release();
      const second = await claim(queue);
      const left = range(1500).filter((n) => n >= 1000 || (n % 3 !== 1 && (n < 200 || n >= 400)));
      expectAllOf(left, await takeUntil(second, 1499));
      await second.release();
    });

    it('loses nothing and keeps the order when its holder dies, three times in a row', async () => {
      await queue.append(range(300).map((n) => message(n)));
      const acked = new Set<number>();
      for (let death = 0; death < 3; death += 1) {
        const held = await claim(queue);
        const taken = await take(held, 100);
        expect(numbers(taken)).toEqual([...numbers(taken)].sort((a, b) => a - b));
        await held.ack(taken.slice(10, 40));
        for (const n of numbers(taken.slice(10, 40))) acked.add(n);
        await eventually(async () => void (await queue.depth()));
        await bench.kill(queue);
        queue = await bench.reopen();
      }
      const held = await claim(queue);
      expectAllOf(
        range(300).filter((n) => !acked.has(n)),
        await takeUntil(held, 299),
      );
      await held.release();
    });

    it('lets a holder keep one message and acknowledge those behind it', async () => {
      await queue.append(range(50).map((n) => message(n)));
      const held = await claim(queue);
      const [slow, ...others] = await take(held, 50);
      await held.ack(others);
      await queue.append([message(50)]);
      expect(numbers(await take(held, 1))).toEqual([50]);
      await held.ack(slow ? [slow] : []);
      await held.release();
    });

    it('takes a second acknowledgement of the same message for nothing', async () => {
      await queue.append([message(1), message(2)]);
      const held = await claim(queue);
      const [first, second] = await take(held, 2);
      if (first === undefined || second === undefined) throw new Error('Two messages were taken.');
      await held.ack([first]);
      await held.ack([first]);
      await held.ack([second]);
      expect(held.lost.aborted).toBe(false);
      await held.release();
    });

    it('buries a message with its reason, and puts it back behind what waits', async () => {
      await queue.append([message(1), message(2), message(3)]);
      const held = await claim(queue);
      const [bad, ...good] = await take(held, 3);
      if (bad === undefined) throw new Error('Three messages were taken.');
      await held.bury(bad, { reason: 'Amplitude refused it.', status: 400, subscriptions: ['Track Calls'] });
      await eventually(async () => expect((await queue.depth()).dead).toBe(1));
      const [letter] = await queue.dead.list({ limit: 10 });
      expect(letter).toMatchObject({
        id: 'source:1',
        reason: 'Amplitude refused it.',
        status: 400,
        subscriptions: ['Track Calls'],
      });
      expect(await queue.dead.retry(['source:1', 'nobody'])).toBe(1);
      expect(numbers(await take(held, 1))).toEqual([1]);
      expect(await queue.dead.list({ limit: 10 })).toEqual([]);
      await held.ack(good);
      await held.release();
    });

    it('keeps dead letters that never were in the queue, and deletes those that are named', async () => {
      const letter = { partition: 0, body: Buffer.from('{"a":1}'), reason: 'It has no userId.' };
      await queue.dead.add([
        { ...letter, id: 'one' },
        { ...letter, id: 'two' },
      ]);
      expect((await queue.dead.list({ limit: 1 })).map(({ id }) => id)).toEqual(['one']);
      expect(await queue.dead.delete(['one'])).toBe(1);
      expect((await queue.depth()).dead).toBe(1);
      const left = await queue.dead.list({ limit: 10 });
      expect(left.map(({ id, body }) => [id, Buffer.from(body).toString()])).toEqual([['two', '{"a":1}']]);
    });

    it('answers each of several that look through the dead letters at once', async () => {
      const body = Buffer.from('{}');
      await queue.dead.add(
        range(100).map((n) => ({ id: String(n), partition: 0, body, reason: 'It has no userId.' })),
      );
      const [listed, deleted, retried, depth, again] = await Promise.all([
        queue.dead.list({ limit: 10 }),
        queue.dead.delete(['0', '50']),
        queue.dead.retry(['1', '99']),
        queue.depth(),
        queue.dead.list({ limit: 200 }),
      ]);
      expect(listed.map(({ id }) => Number(id))).toEqual(range(10));
      expect([deleted, retried]).toEqual([2, 2]);
      expect([96, 98, 100]).toContain(depth.dead);
      expect(again.map(({ id }) => Number(id))).toEqual(range(98, 2).filter((n) => n !== 50 && n !== 99));
      expect(await queue.depth()).toMatchObject({ dead: 96 });
    });

    it('refuses what would go over its limit, and takes in again after acknowledgements', async () => {
      await bench.close();
      queue = await bench.open({ maxBytes: 20_000 });
      const fill = async () => {
        for (let n = 0; n < 200; n += 1) {
          await queue.append([{ id: `f:${n}`, partition: 0, body: Buffer.alloc(1000, 'x') }]);
        }
      };
      await expect(fill()).rejects.toThrow(QueueFullError);
      const held = await claim(queue);
      const stop = new AbortController();
      setTimeout(() => stop.abort(), 1000);
      for (
        let all = await held.next(1000, stop.signal);
        all.length > 0;
        all = await held.next(1000, stop.signal)
      ) {
        await held.ack(all);
      }
      await eventually(() => queue.append([message(1)]));
      await held.release();
    });

    it('takes a body of 500 KB, and an empty list', async () => {
      const body = Buffer.alloc(500_000, 'é');
      await queue.append([]);
      await queue.append([{ id: 'big', partition: 3, body }]);
      const held = await claim(queue);
      const [big] = await take(held, 1);
      expect(Buffer.from(big?.body ?? []).equals(body)).toBe(true);
      await held.release();
    });

    it('refuses a partition that it does not have', async () => {
      for (const partition of [-1, queue.partitions, 0.5, NaN]) {
        await expect(queue.append([message(1, partition)])).rejects.toThrow(/There is no partition/);
      }
    });

    it('ends its claims when it is told to', async () => {
      const stop = new AbortController();
      const claims = (async () => {
        for await (const held of queue.claims({ signal: stop.signal })) await held.release();
      })();
      stop.abort();
      await expect(claims).resolves.toBeUndefined();
    });

    it('settles appends that are out when it closes', async () => {
      const appends = range(50).map((n) => queue.append([message(n)]));
      const closed = queue.close();
      expect((await Promise.allSettled(appends)).filter(({ status }) => status === 'fulfilled')).toHaveLength(
        50,
      );
      await closed;
      queue = await bench.reopen();
      const held = await claim(queue);
      expect(numbers(await take(held, 50))).toEqual(range(50));
      await held.release();
    });
  });
}
