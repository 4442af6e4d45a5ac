import fc from 'fast-check';
import { DOCUMENTED_LIMITS, type Fault } from '../../../../src/emulator';
import {
  FEW_IDS,
  calls,
  hasGoodId,
  passingFaults,
  refusals,
  refuseByFate,
  refusingFaults,
  toEvent,
  toMapping,
  type Call,
  type Spec,
} from './arbitrary-calls';
import { ingestedByNumber } from './ingested-by-number';
import { toMostRequests } from './most-requests';
import { sendUntilDone } from './send-until-done';
import { ingestedNumbers, numbered, runStrictEmulator, statuses } from './start-strict-emulator';

/** FC_SEED and FC_RUNS repeat a failure, or search further. */
const PARAMETERS = {
  seed: Number(process.env.FC_SEED ?? 20_260_301),
  numRuns: Number(process.env.FC_RUNS ?? 10),
};
const ONE_MINUTE = 60_000;
jest.setTimeout(600_000);

/** Six events of one id in the window: enough for an order, soon too few for a hot user. */
const LIMITS = { httpapiEventsPerSecond: 0.2, batchEventsPerSecond: 0.2 };

/** An event of a call, and what became of it. */
interface Sent {
  call: Call;
  spec: Spec;
  number: number;
  status: number;
}

/** Sends all calls until nothing is retryable, and tells what became of each event and what Amplitude holds. */
async function play(toSend: Call[], faults: Fault[], seed: number) {
  return runStrictEmulator(
    { faults, seed, limits: LIMITS, refuse: refuseByFate },
    async ({ emulator, send }) => {
      const sent: Sent[] = [];
      for (const call of toSend) {
        const from = sent.length;
        const events = call.specs.map((spec, index) => toEvent(call.action, from + index, spec));
        const { final } = await sendUntilDone(events, async (open) => {
          const answers = await send(call.action, open, { mapping: toMapping(call.action) });
          expect(answers).toHaveLength(open.length);
          emulator.advance(ONE_MINUTE);
          return statuses(answers);
        });
        call.specs.forEach((spec, index) =>
          sent.push({ call, spec, number: from + index, status: final[index] ?? 0 }),
        );
      }
      return { sent, ingested: ingestedByNumber(emulator), exchanges: [...emulator.exchanges] };
    },
  );
}

type Played = Awaited<ReturnType<typeof play>>;

/** How many objects Amplitude should hold of an event that was delivered. */
function countObjects({ call, spec }: Sent): number {
  if (call.action === 'logPurchase') return 1 + spec.products;
  // Without a good id there is nobody to put into the group.
  return call.action === 'groupIdentifyUser' && hasGoodId(spec) ? 2 : 1;
}

function expectHonestAnswers(played: Played): void {
  for (const event of played.sent) {
    const { number, status, call, spec } = event;
    const held = new Set(played.ingested.get(number)).size;
    const isMany = call.action === 'logPurchase' || call.action === 'groupIdentifyUser';
    const about = { number, status, action: call.action, spec };
    if (status === 200) expect({ ...about, held }).toEqual({ ...about, held: countObjects(event) });
    else if (!isMany) expect({ ...about, held }).toEqual({ ...about, held: 0 });
  }
}

function expectNothingTwice({ sent, ingested }: Played, canRepeatGroups: boolean): void {
  for (const { number, call } of sent) {
    // Group Identify has no insert id: a group set again after a lost answer is set to the same.
    if (canRepeatGroups && call.action === 'groupIdentifyUser') continue;
    const keys = ingested.get(number) ?? [];
    expect({ number, keys }).toEqual({ number, keys: [...new Set(keys)] });
  }
}

function expectWithinLimits({ exchanges }: Played): void {
  const { httpapiBytes, batchBytes, formBytes, uploadEvents, groupObjects } = DOCUMENTED_LIMITS;
  for (const { path, bytes, items, status, bytesSent } of exchanges) {
    const isEvents = path === '/2/httpapi' || path === '/batch';
    const maxBytes = path === '/batch' ? batchBytes : Math.max(httpapiBytes, formBytes);
    expect({ path, status, bytes, isOver: bytes >= maxBytes || bytesSent >= maxBytes }).toHaveProperty(
      'isOver',
      false,
    );
    expect(items).toBeLessThanOrEqual(isEvents || path === '/usermap' ? uploadEvents : groupObjects);
  }
}

/** Within one user, endpoint and shortest id, since requests to different ones cannot be one. */
function expectOrderKept({ sent, ingested }: Played): void {
  const last = new Map<string, number>();
  for (const number of ingested.keys()) {
    const { spec, call } = sent[number] ?? {};
    if (spec?.userId === undefined || !FEW_IDS.includes(spec.userId)) continue;
    const lane = `${call?.action} ${spec.isBatchEndpoint} ${spec.minIdLength} ${spec.userId}`;
    expect(number).toBeGreaterThan(last.get(lane) ?? -1);
    last.set(lane, number);
  }
}

describe('whatever is sent and whatever Amplitude does', () => {
  it('each event gets a true answer, and retries never double one, though answers get lost', () =>
    fc.assert(
      fc.asyncProperty(calls, passingFaults, fc.nat(), async (toSend, faults, seed) => {
        const played = await play(toSend, faults, seed);
        expectHonestAnswers(played);
        expectNothingTwice(played, true);
        expectWithinLimits(played);
        expectOrderKept(played);
        expect(played.exchanges.filter(({ status }) => status === 413)).toEqual([]);
      }),
      PARAMETERS,
    ));

  it('each event gets a true answer, though good requests are refused out of the blue', () =>
    fc.assert(
      fc.asyncProperty(calls, refusingFaults, fc.nat(), async (toSend, faults, seed) => {
        const played = await play(toSend, faults, seed);
        expectHonestAnswers(played);
        expectNothingTwice(played, false);
        expectWithinLimits(played);
        expectOrderKept(played);
      }),
      PARAMETERS,
    ));
});

describe.each([
  { path: '/2/httpapi', use_batch_endpoint: false },
  { path: '/batch', use_batch_endpoint: true },
])('the requests to $path', ({ use_batch_endpoint }) => {
  it('stay within the bounds, whichever events are refused, named or not', () =>
    fc.assert(
      fc.asyncProperty(refusals, async (fates) => {
        await runStrictEmulator({ refuse: refuseByFate }, async ({ emulator, send }) => {
          const events = numbered(fates.length, (number) => ({
            properties: { number, fate: fates[number] ?? '' },
          }));
          const answers = await send('logEvent', events, { mapping: { use_batch_endpoint } });
          const unnamed = fates.filter((fate) => fate === 'unnamed').length;
          const named = fates.filter((fate) => fate !== 'unnamed' && fate !== 'good').length;
          const most = 2 * named + toMostRequests(fates.length - named, unnamed);
          expect(emulator.exchanges.length).toBeLessThanOrEqual(most);
          const delivered = answers.flatMap(({ status }, number) => (status === 200 ? [number] : []));
          // Each user has one event: a probe may go ahead of the others.
          expect(ingestedNumbers(emulator).sort((a, b) => a - b)).toEqual(delivered);
          expect(delivered.filter((number) => fates[number] !== 'good')).toEqual([]);
        });
      }),
      PARAMETERS,
    ));
});
