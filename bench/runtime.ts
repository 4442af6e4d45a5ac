import { createRuntime, type Subscription } from '../src/runtime';
import { toHost, toIdleHost } from './host';
import { compare, cpuMs, format, type Comparison } from './measure';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const ROUNDS = 40;
const BATCH = sampleEvents(1000);
const SINGLES = sampleEvents(100);
export const SETTINGS = { apiKey: '0f7c2ad7c3a94b1b9c58d0b3e6f1a2d4' };
/** The one that the framework's host of these benchmarks runs. */
export const TRACKS: Subscription = {
  name: 'Tracks',
  subscribe: 'type = "track"',
  partnerAction: 'logEvent',
};

/** Processor time of the runtime, requests included, beside three alternatives. */
export async function* runtime({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const ours = createRuntime({ settings: SETTINGS, subscriptions: [TRACKS], baseUrl });
  const deliver = () => ours.deliver(BATCH);
  const idle = toIdleHost();
  const host = toHost({ baseUrl });
  const floor = await compare(ROUNDS, cpuMs, deliver, () => idle.sendBatch(BATCH));
  yield `deliver of 1,000 costs ${format(floor)} the framework with a performBatch that does nothing (aim: ≤ 0.30)`;
  const single = await compare(
    ROUNDS / 4,
    cpuMs,
    async () => {
      for (const event of SINGLES) await host.sendOne(event);
    },
    deliver,
  );
  yield `one request an event costs ${format(perEvent(single))} deliver of 1,000, per event (aim: ≥ 20)`;
  const json = await compare(ROUNDS, cpuMs, deliver, () => {
    for (const event of BATCH) JSON.parse(JSON.stringify(event));
  });
  yield `deliver of 1,000 costs ${format(json)} JSON.parse and JSON.stringify of the same events (aim: ≤ 3)`;
  yield* subscriptionsAndSizes(baseUrl);
}

/** How the cost grows with the number of subscriptions that match, and with the size of an event. */
async function* subscriptionsAndSizes(baseUrl: string): AsyncGenerator<string> {
  const one = createRuntime({ settings: SETTINGS, subscriptions: [TRACKS], baseUrl });
  const subscriptions = Array.from({ length: 5 }, (_, number) => ({ ...TRACKS, name: `Tracks ${number}` }));
  const five = createRuntime({ settings: SETTINGS, subscriptions, baseUrl });
  const five4 = await compare(
    ROUNDS / 4,
    cpuMs,
    () => five.deliver(BATCH),
    () => one.deliver(BATCH),
  );
  yield `five subscriptions that all match cost ${format(five4)} one`;
  const large = BATCH.map((event) => ({
    ...event,
    properties: { ...event.properties, text: 'x'.repeat(9_000) },
  }));
  const size = await compare(
    ROUNDS / 4,
    cpuMs,
    () => one.deliver(large),
    () => one.deliver(BATCH),
  );
  yield `events of 10 KB cost ${format(size)} events of 0.9 KB`;
}

function perEvent({ median, quickest }: Comparison): Comparison {
  const scale = BATCH.length / SINGLES.length;
  return { median: median * scale, quickest: quickest * scale };
}
