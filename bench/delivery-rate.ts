import { toHost } from './host';
import { measureRounds } from './measure';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const EVENTS = sampleEvents(1000);
const IN_FLIGHT = 50;
const ROUNDS = 15;

/** (a) Events per second: one `onBatch` of 1,000 against `onEvent` for each of them, 50 in flight. */
export async function* deliveryRate({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const host = toHost({ baseUrl });
  const oneByOne = async () => {
    const queue = EVENTS.values();
    const worker = async () => {
      for (const event of queue) await host.sendOne(event);
    };
    await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  };
  const rounds = await measureRounds(ROUNDS, { oneByOne, batch: () => host.sendBatch(EVENTS) });
  const { median, quickest } = rounds.ratio('oneByOne', 'batch', 'wall');
  yield `onBatch of 1,000 delivers ${median.toFixed(1)} × the events/s of onEvent with ${IN_FLIGHT} in flight (quickest quarter of the rounds: ${quickest.toFixed(1)} ×; aim: ≥ 6)`;
}
