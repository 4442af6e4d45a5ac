import { startAmplitudeEmulator, type Refusal } from '../src/emulator';
import { toHost } from './host';
import { sampleEvents } from './sample-events';

const COUNT = 1000;
const EVENTS = sampleEvents(COUNT);
/** Coprime to 1,000, so that its multiples are spread over the batch without a pattern. */
const STRIDE = 617;

/** (e) Requests for a batch of 1,000 of which 1, 10 or 100 are refused, named or not, beside the bound. */
export async function* badEvents(): AsyncGenerator<string> {
  for (const bad of [1, 10, 100]) {
    const unnamed = 2 * bad * Math.ceil(Math.log2(COUNT / bad)) + 2 * bad + 1;
    for (const [how, refusal, use_batch_endpoint, bound] of [
      ['named by httpapi', { kind: 'invalid', field: 'time' }, false, 2 * bad + 1],
      ['named by batch', { kind: 'invalid', field: 'time' }, true, 2 * bad + 1],
      ['unnamed', { kind: 'unnamed' }, true, unnamed],
    ] as const) {
      const requests = await countRequests(bad, refusal, use_batch_endpoint);
      yield `${bad} of 1,000 bad, ${how}: ${requests} requests (bound ${bound})`;
    }
  }
}

async function countRequests(bad: number, refusal: Refusal, use_batch_endpoint: boolean): Promise<number> {
  const badUsers = new Set(Array.from({ length: bad }, (_, n) => EVENTS[(n * STRIDE) % COUNT]?.userId));
  const emulator = await startAmplitudeEmulator({
    strict: true,
    refuse: ({ user_id }) => (badUsers.has(String(user_id)) ? refusal : undefined),
  });
  try {
    const answers = await toHost({ baseUrl: emulator.baseUrl }, { use_batch_endpoint }).sendBatch(EVENTS);
    const refused = answers.filter((status) => status === 400).length;
    if (refused !== bad || emulator.counts.ingested !== COUNT - bad) {
      throw new Error(
        `Of ${bad} bad events ${refused} were refused, and ${emulator.counts.ingested} were ingested.`,
      );
    }
    return emulator.counts.requests;
  } finally {
    await emulator.close();
  }
}
