import { createRuntime, type Subscription } from '../src/runtime';
import { toHost, toIdleHost } from './host';
import { measureRounds } from './measure';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const ROUNDS = 60;
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
  const idle = toIdleHost();
  const host = toHost({ baseUrl });
  const rounds = await measureRounds(ROUNDS, {
    deliver: () => ours.deliver(BATCH),
    floor: () => idle.sendBatch(BATCH),
    single: async () => {
      for (const event of SINGLES) await host.sendOne(event);
    },
    json: () => {
      for (const event of BATCH) JSON.parse(JSON.stringify(event));
    },
  });
  yield `deliver of 1,000 costs ${rounds.format('deliver', 'floor')} the framework with a performBatch that does nothing (aim: ≤ 0.30)`;
  const scale = BATCH.length / SINGLES.length;
  yield `one request an event costs ${rounds.format('single', 'deliver', scale)} deliver of 1,000, per event (aim: ≥ 20)`;
  yield `deliver of 1,000 costs ${rounds.format('deliver', 'json')} JSON.parse and JSON.stringify of the same events (aim: ≤ 3)`;
  const each = (name: 'deliver' | 'floor' | 'json') =>
    ((rounds.cost(name).quickest / BATCH.length) * 1000).toFixed(1);
  yield `an event takes ${each('deliver')} µs, the framework ${each('floor')} µs, JSON there and back ${each('json')} µs (processor time, quickest quarter)`;
}
