import fc from 'fast-check';
import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { type SendItem } from '../../src/sender/job';
import { Sender } from '../../src/sender/sender';

interface TestItem extends SendItem {
  position: number;
}

const toItem = (position: number, user: string, device: string, type = 'track'): TestItem => ({
  event: { type, userId: user, anonymousId: device },
  position,
  bytes: 100,
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

interface Call {
  items: readonly TestItem[];
  at: number;
}

/** Sends events through a destination that answers as it is told, and returns what was accepted in which order. */
async function send(
  items: readonly TestItem[],
  answer: (items: readonly TestItem[], index: number) => number,
  isNamed = true,
) {
  const delivered: TestItem[] = [];
  const settled: number[] = [];
  const calls: Call[] = [];
  const sender = new Sender<TestItem>({
    deliver: async (batch) => {
      calls.push({ items: batch, at: Date.now() });
      await new Promise((resolve) => setTimeout(resolve, 10));
      const refused = new Set<string>();
      return batch.map((item, index) => {
        const ids = [String(item.event.userId), String(item.event.anonymousId)];
        // As the runtime does: what comes behind a refused event of the same id shares its answer.
        const status = ids.some((id) => refused.has(id)) ? 429 : answer(batch, index);
        if (status === 200) delivered.push(item);
        else ids.forEach((id) => refused.add(id));
        return toAnswer(status, isNamed);
      });
    },
    onSettled: ({ position }) => settled.push(position),
    onAnswered: () => undefined,
    toThrottleRule: () => ({ restMs: 1000, perSecond: 30 }),
    concurrency: 3,
    batchSize: 5,
    giveUpAfterMs: 3_600_000,
  });
  const run = (async () => {
    for (const item of items) {
      sender.add(item);
      await sender.room();
    }
    await sender.finish();
  })();
  await Promise.race([run, jest.advanceTimersByTimeAsync(10 * 3_600_000)]);
  await run;
  return { delivered, settled, calls };
}

function toAnswer(status: number, isNamed: boolean): EventAnswer {
  const body = status === 429 && isNamed ? { throttled_users: { someone: 31 } } : {};
  return {
    outcome: status === 200 ? 'delivered' : 'retry',
    ...(status !== 200 && { reason: 'refused' }),
    deliveries: [{ subscription: 'Track Calls', status, body }],
    notices: [],
  };
}

const users = fc.array(
  fc.tuple(
    fc.constantFrom('u1', 'u2', 'u3', 'u4'),
    fc.constantFrom('d1', 'd2', 'd3'),
    fc.constantFrom('track', 'page', 'identify'),
  ),
  { maxLength: 60 },
);

describe(Sender, () => {
  it('delivers every event once, each user in order, whatever is tried again', async () => {
    await fc.assert(
      fc.asyncProperty(
        users,
        fc.infiniteStream(fc.constantFrom(200, 200, 200, 429, 503)),
        async (input, statuses) => {
          let failures = 0;
          const items = input.map(([user, device, type], position) => toItem(position, user, device, type));
          const { delivered, settled } = await send(items, () => {
            const next = statuses.next();
            const status = next.done ? 200 : next.value;
            if (status !== 200) failures += 1;
            return failures > 40 ? 200 : status;
          });
          expect(settled.sort((a, b) => a - b)).toEqual(input.map((_, index) => index));
          expect(delivered).toHaveLength(input.length);
          for (const key of ['u1', 'u2', 'u3', 'u4']) {
            const positions = delivered
              .filter(({ event }) => event.userId === key)
              .map(({ position }) => position);
            expect(positions).toEqual([...positions].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 30, seed: 7 },
    );
  });

  it('lets the others go ahead of a user that rests', async () => {
    const items = [
      toItem(0, 'hot', 'd1'),
      toItem(1, 'hot', 'd1'),
      ...Array.from({ length: 20 }, (_, n) => toItem(n + 2, `u${n}`, `x${n}`)),
    ];
    let refusals = 0;
    const { delivered } = await send(items, (batch, index) => {
      const isHot = batch[index]?.event.userId === 'hot';
      return isHot && ++refusals <= 2 ? 429 : 200;
    });
    expect(delivered.slice(-2).map(({ event }) => event.userId)).toEqual(['hot', 'hot']);
    expect(delivered).toHaveLength(22);
  });

  it('never puts two kinds of calls of one user into the same call', async () => {
    const items = [0, 1, 2, 3].map((n) => toItem(n, 'u1', 'd1', n % 2 === 0 ? 'track' : 'identify'));
    const { calls, delivered } = await send([...items, toItem(4, 'u2', 'd2', 'identify')], () => 200);
    expect(calls.map((call) => call.items.map(({ position }) => position))).toEqual([[0, 4], [1], [2], [3]]);
    expect(delivered).toHaveLength(5);
  });

  it('sends a throttled user at the documented rate from then on, a second between calls', async () => {
    const items = Array.from({ length: 100 }, (_, n) => toItem(n, 'hot', 'd1'));
    let isFirst = true;
    const { calls, delivered } = await send(items, (batch, index) => {
      const status = isFirst ? 429 : 200;
      if (index === batch.length - 1) isFirst = false;
      return status;
    });
    expect(delivered).toHaveLength(100);
    // One rest for the throttled call, then each call at least a second behind the answer of the one before.
    const gaps = calls.slice(2).map(({ at }, index) => at - (calls[index + 1]?.at ?? 0));
    expect(gaps.length).toBeGreaterThan(10);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
  });

  it('rests after a 429 that names nobody, then goes on at full speed', async () => {
    const items = Array.from({ length: 20 }, (_, n) => toItem(n, 'user', 'd1'));
    let isFirst = true;
    const { calls } = await send(
      items,
      () => {
        const status = isFirst ? 429 : 200;
        isFirst = false;
        return status;
      },
      false,
    );
    const [first, ...later] = calls.map(({ at }) => at);
    expect((later[0] ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(1000);
    expect((later.at(-1) ?? 0) - (first ?? 0)).toBeLessThan(2000);
  });

  it('tries only the subscriptions again that are still due, and remembers what the others refused', async () => {
    const settled: unknown[] = [];
    const due: unknown[] = [];
    const answers: EventAnswer[] = [
      {
        outcome: 'retry',
        deliveries: [
          { subscription: 'A', status: 200 },
          { subscription: 'B', status: 400, message: 'bad' },
          { subscription: 'C', status: 503 },
        ],
        notices: [],
      },
      { outcome: 'delivered', deliveries: [{ subscription: 'C', status: 200 }], notices: [] },
    ];
    const sender = new Sender<TestItem>({
      deliver: (items) => {
        due.push(items[0]?.subscriptions);
        return Promise.resolve(answers.splice(0, 1));
      },
      onSettled: (_item, _answer, failures) => settled.push(failures),
      onAnswered: () => undefined,
      toThrottleRule: () => ({ restMs: 1000, perSecond: 30 }),
      concurrency: 1,
      batchSize: 1,
      giveUpAfterMs: 3_600_000,
    });
    sender.add(toItem(0, 'u', 'd'));
    const run = sender.finish();
    await jest.advanceTimersByTimeAsync(10_000);
    await run;
    expect(due).toEqual([undefined, ['C']]);
    expect(settled).toEqual([[{ subscription: 'B', status: 400, reason: 'bad' }]]);
  });

  it('leaves no timer behind when it is stopped while answers are out', async () => {
    const answered: (() => void)[] = [];
    const sender = new Sender<TestItem>({
      deliver: () => new Promise((resolve) => answered.push(() => resolve([toAnswer(503, false)]))),
      onSettled: () => undefined,
      onAnswered: () => undefined,
      toThrottleRule: () => ({ restMs: 1000, perSecond: 30 }),
      concurrency: 1,
      batchSize: 1,
      giveUpAfterMs: 3_600_000,
    });
    sender.add(toItem(0, 'u', 'd'));
    const run = sender.finish();
    sender.stop();
    answered[0]?.();
    await run;
    expect(jest.getTimerCount()).toBe(0);
  });
});
