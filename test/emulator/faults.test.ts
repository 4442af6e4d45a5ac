import type { Fault } from '../../src/emulator';
import { FaultPlan } from '../../src/emulator/faults';
import { event, startClient } from './emulator-client';

/** Which of so many requests to /batch a fault happens on, counted from 1. */
function hits(fault: Omit<Fault, 'action'>, requests: number, seed = 1): number[] {
  const plan = new FaultPlan([{ ...fault, action: { status: 500 } }], seed);
  return Array.from({ length: requests }, (_, index) => index + 1).filter(() => plan.next('/batch').action);
}

describe(FaultPlan, () => {
  it.each<[string, Omit<Fault, 'action'>, number[]]>([
    ['every request', {}, [1, 2, 3, 4, 5, 6]],
    ['the n-th', { nth: 3 }, [3]],
    ['every k-th', { every: 2 }, [2, 4, 6]],
    ['the first few', { times: 2 }, [1, 2]],
    ['every k-th, a few times', { every: 2, times: 2 }, [2, 4]],
    ['requests to its path', { path: '/batch' }, [1, 2, 3, 4, 5, 6]],
    ['no request to another path', { path: '/identify' }, []],
    ['always, by chance', { probability: 1 }, [1, 2, 3, 4, 5, 6]],
    ['never, by chance', { probability: 0 }, []],
  ])('happens on %s', (_, fault, expected) => {
    expect(hits(fault, 6)).toEqual(expected);
  });

  it('repeats exactly with the same seed, and not with another', () => {
    const seventh = hits({ probability: 0.3 }, 1_000, 7);

    expect(hits({ probability: 0.3 }, 1_000, 7)).toEqual(seventh);
    expect(hits({ probability: 0.3 }, 1_000, 8)).not.toEqual(seventh);
    expect(seventh.length).toBeGreaterThan(250);
    expect(seventh.length).toBeLessThan(350);
  });

  it('adds up waits and takes the first other action', () => {
    const plan = new FaultPlan(
      [
        { action: { latencyMs: 2 } },
        { action: { status: 503 } },
        { action: { latencyMs: 3 } },
        { action: { status: 400 } },
      ],
      1,
    );

    expect(plan.next('/batch')).toEqual({ latencyMs: 5, action: { status: 503 } });
  });
});

describe('a request with a fault', () => {
  const upload = async (action: Fault['action']) => {
    const { emulator, upload: send } = await startClient({ faults: [{ nth: 1, action }] });
    const answer = await send([event({ insert_id: 'insert-1' })]).catch((error: unknown) => error);
    return { emulator, answer, retry: () => send([event({ insert_id: 'insert-1' })]) };
  };

  it.each([
    [{ status: 503 }, { status: 503, body: { code: 503, error: 'Service Unavailable' } }],
    [{ status: 403 }, { status: 403, body: { code: 403, error: 'Forbidden' } }],
    [{ status: 413 }, { status: 413, body: { code: 413, error: 'Payload too large' } }],
    [
      { status: 429 },
      { status: 429, body: { code: 429, error: 'Too many requests for some devices and users' } },
    ],
    [
      { status: 502, body: 'Bad gateway' },
      { status: 502, text: 'Bad gateway', contentType: 'text/html;charset=utf-8' },
    ],
    [
      { status: 400, body: { mine: 1 } },
      { status: 400, body: { mine: 1 } },
    ],
  ])('%j is answered before anything is ingested', async (action, expected) => {
    const { emulator, answer, retry } = await upload(action);

    expect(answer).toMatchObject(expected);
    expect(emulator.counts).toMatchObject({ received: 1, ingested: 0, rejected: 1 });
    await retry();
    expect(emulator.counts).toMatchObject({ ingested: 1, deduped: 0 });
  });

  it('can be ingested and then be answered with a failure', async () => {
    const { emulator, answer, retry } = await upload({ statusAfterIngestion: 500 });

    expect(answer).toMatchObject({ status: 500 });
    await retry();
    expect(emulator.counts).toMatchObject({ received: 2, ingested: 1, deduped: 1 });
  });

  it.each([
    ['before-ingestion', { received: 2, ingested: 1, deduped: 0, rejected: 1 }],
    ['after-ingestion', { received: 2, ingested: 1, deduped: 1, rejected: 0 }],
  ] as const)('can lose its connection %s', async (drop, counts) => {
    const { emulator, answer, retry } = await upload({ drop });

    expect(answer).toHaveProperty('message', 'fetch failed');
    expect(emulator.exchanges).toMatchObject([{ status: 0, items: 1 }]);
    await retry();
    expect(emulator.counts).toMatchObject(counts);
  });

  it('can be ingested and answered by half', async () => {
    const { emulator, answer } = await upload({ answer: 'truncated' });

    expect(answer).toHaveProperty('message', 'terminated');
    expect(emulator.counts).toMatchObject({ ingested: 1 });
  });

  it('can be ingested and answered with a web page', async () => {
    const { emulator, answer } = await upload({ answer: 'not-json' });

    expect(answer).toMatchObject({ status: 200, contentType: 'text/html;charset=utf-8', body: undefined });
    expect(emulator.counts).toMatchObject({ ingested: 1 });
  });

  it('is answered as ever after a wait', async () => {
    const { answer } = await upload({ latencyMs: 1 });

    expect(answer).toMatchObject({ status: 200, body: { events_ingested: 1 } });
  });

  it('comes and goes with addFault and clearFaults', async () => {
    const { emulator, upload: send } = await startClient();
    emulator.addFault({ path: '/2/httpapi', action: { status: 504 } });

    expect((await send([event()])).status).toBe(504);
    expect((await send([event()], '/batch')).status).toBe(200);
    emulator.clearFaults();
    expect((await send([event()])).status).toBe(200);
  });
});
