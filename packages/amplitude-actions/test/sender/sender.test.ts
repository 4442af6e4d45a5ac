import fc from 'fast-check';
import type { Batch, PendingEvent } from '../../src/sender/job';
import { Sender } from '../../src/sender/sender';
import type { Answer } from '../../src/sender/sort-answers';
import { toSubscription } from '../../src/subscriptions/subscription';

const subscriptions = ['logEventV2', 'identifyUser'].map((partnerAction) =>
  toSubscription({ name: partnerAction, subscribe: 'type = "track"', partnerAction, mapping: {} }),
);

interface Sent {
  position: number;
  subscription: string;
  user: string;
}

const toPending = (position: number, user: string, device: string): PendingEvent => ({
  event: { type: 'track', userId: user, anonymousId: device },
  place: `p:${position}`,
  source: 0,
  position,
  bytes: 100,
  open: subscriptions.length,
  failures: [],
});

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Sends events through a destination that answers as it is told, and returns what was accepted in which order. */
async function send(
  users: [string, string][],
  answer: (batch: Batch, index: number) => number,
  isNamed = true,
) {
  const delivered: Sent[] = [];
  const settled: number[] = [];
  const sender = new Sender({
    deliver: async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const refused = new Set<string>();
      return batch.jobs.map(({ pending, subscription }, index): Answer => {
        const { userId, anonymousId } = pending.event;
        const ids = [String(userId), String(anonymousId)];
        // As the destination does: what comes behind a refused event of the same id shares its answer.
        const status = ids.some((id) => refused.has(id)) ? 429 : answer(batch, index);
        if (status !== 200) ids.forEach((id) => refused.add(id));
        else
          delivered.push({
            position: pending.position,
            subscription: subscription.name,
            user: String(userId),
          });
        if (status === 200) return { status };
        return { status, reason: 'refused', isThrottled: status === 429 && isNamed };
      });
    },
    onSettled: ({ position }) => settled.push(position),
    onAnswered: () => undefined,
    concurrency: 3,
    batchSize: 5,
    throttleRestMs: 1000,
    giveUpAfterMs: 3_600_000,
  });
  const run = (async () => {
    for (const [position, [user, device]] of users.entries()) {
      sender.add(toPending(position, user, device), subscriptions);
      await sender.room();
    }
    await sender.finish();
  })();
  await Promise.race([run, jest.advanceTimersByTimeAsync(10 * 3_600_000)]);
  await run;
  return { delivered, settled };
}

const users = fc.array(fc.tuple(fc.constantFrom('u1', 'u2', 'u3', 'u4'), fc.constantFrom('d1', 'd2', 'd3')), {
  maxLength: 60,
});

describe(Sender, () => {
  it('delivers every event once to each subscription, each user in order, whatever is tried again', async () => {
    await fc.assert(
      fc.asyncProperty(
        users,
        fc.infiniteStream(fc.constantFrom(200, 200, 200, 429, 503)),
        async (input, statuses) => {
          let failures = 0;
          const { delivered, settled } = await send(input, () => {
            const next = statuses.next();
            const status = next.done ? 200 : next.value;
            if (status !== 200) failures += 1;
            return failures > 40 ? 200 : status;
          });
          expect(settled.sort((a, b) => a - b)).toEqual(input.map((_, index) => index));
          expect(delivered).toHaveLength(input.length * subscriptions.length);
          for (const key of ['u1', 'u2', 'u3', 'u4']) {
            const positions = delivered.filter(({ user }) => user === key).map(({ position }) => position);
            expect(positions).toEqual([...positions].sort((a, b) => a - b));
          }
        },
      ),
      { numRuns: 30, seed: 7 },
    );
  });

  it('lets the others go ahead of a user that rests', async () => {
    const input: [string, string][] = [
      ['hot', 'd1'],
      ['hot', 'd1'],
      ...Array.from({ length: 20 }, (_, n): [string, string] => [`u${n}`, `x${n}`]),
    ];
    let refusals = 0;
    const { delivered } = await send(input, ({ jobs }, index) => {
      const isHot = jobs[index]?.pending.event.userId === 'hot';
      return isHot && ++refusals <= 2 ? 429 : 200;
    });
    const last = delivered.slice(-2).map(({ user }) => user);
    expect(last).toEqual(['hot', 'hot']);
    expect(delivered).toHaveLength(44);
  });

  it('sends a throttled user at the documented rate from then on', async () => {
    const input = Array.from({ length: 100 }, (): [string, string] => ['hot', 'd1']);
    const perCall: number[] = [];
    let isFirst = true;
    await send(input, (batch, index) => {
      if (index === 0) perCall.push(batch.jobs.length);
      const status = isFirst ? 429 : 200;
      if (index === batch.jobs.length - 1) isFirst = false;
      return status;
    });
    expect(Math.max(...perCall)).toBeLessThanOrEqual(30);
    expect(perCall.length).toBeGreaterThan(20);
  });

  it('rests after a 429 that names nobody, then goes on at full speed', async () => {
    const input = Array.from({ length: 20 }, (): [string, string] => ['user', 'd1']);
    const calls: number[] = [];
    let isFirst = true;
    const answer = (_: Batch, index: number) => {
      if (index === 0) calls.push(Date.now());
      const status = isFirst ? 429 : 200;
      isFirst = false;
      return status;
    };
    const startedAt = Date.now();
    await send(input, answer, false);
    expect((calls[1] ?? 0) - startedAt).toBeGreaterThanOrEqual(1000);
    expect((calls.at(-1) ?? 0) - startedAt).toBeLessThan(2000);
  });
});
