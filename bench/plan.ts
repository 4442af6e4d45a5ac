import { createRuntime, type Runtime } from '../src/runtime';
import { measureRounds } from './measure';
import { SETTINGS, TRACKS } from './runtime';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const ROUNDS = 40;
const PER_CALL = 1000;
const BATCH = sampleEvents(PER_CALL);
/** Of each event besides its own 0.9 KB. */
const EXTRA_BYTES = { '2 KB': 1_100, '10 KB': 9_100 } as const;
const CUSTOMERS = 100;

/** What to plan with: what an event costs by its size, by the subscriptions that match, and among many customers. */
export async function* plan({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const toRuntime = (subscriptions: number): Runtime =>
    createRuntime({
      settings: SETTINGS,
      subscriptions: Array.from({ length: subscriptions }, (_, n) => ({ ...TRACKS, name: `Tracks ${n}` })),
      baseUrl,
    });
  const one = toRuntime(1);
  const two = toRuntime(2);
  const five = toRuntime(5);
  const customers = Array.from({ length: CUSTOMERS }, (_, n) =>
    createRuntime({
      settings: { apiKey: `${SETTINGS.apiKey}${n}` },
      subscriptions: [TRACKS],
      baseUrl,
    }),
  );
  const middling = enlarge(EXTRA_BYTES['2 KB']);
  const large = enlarge(EXTRA_BYTES['10 KB']);
  let turn = 0;
  const rounds = await measureRounds(ROUNDS, {
    'events of 0.9 KB, one subscription': () => one.deliver(BATCH),
    'events of 2 KB': () => one.deliver(middling),
    'events of 10 KB': () => one.deliver(large),
    'two subscriptions that match': () => two.deliver(BATCH),
    'five subscriptions that match': () => five.deliver(BATCH),
    'a hundred customers, a call each in turn': () => customers[(turn += 1) % CUSTOMERS]?.deliver(BATCH),
  });
  for (const name of rounds.names) {
    const each = (rounds.cost(name).quickest / PER_CALL) * 1000;
    const perSecond = Math.round(1_000_000 / each / 1000) * 1000;
    const ratio = rounds.ratio(name, 'events of 0.9 KB, one subscription').quickest;
    yield `${name}: ${each.toFixed(1)} µs of processor time an event, ${perSecond.toLocaleString('en')} events/s of one core, ${ratio.toFixed(2)} × the first line`;
  }
}

/** Properties as events have them: some texts and numbers, not one long text. */
function enlarge(bytes: number): typeof BATCH {
  const fields = Object.fromEntries(
    Array.from({ length: Math.round(bytes / 50) }, (_, n) => [
      `detail_${n}`,
      `about thirty characters of ${n}`,
    ]),
  );
  return BATCH.map((event) => ({ ...event, properties: { ...event.properties, ...fields } }));
}
