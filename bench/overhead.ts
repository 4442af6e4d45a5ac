import { toHost, toIdleHost, toPostingHost } from './host';
import { measureRounds } from './measure';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const BATCH = sampleEvents(1000);
const SINGLES = sampleEvents(200);
const ROUNDS = 60;

/** (b) and (c): what the framework's own mapping and validation cost, and what they cost with our delivery. */
export async function* overhead({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const ours = toHost({ baseUrl });
  const idle = toIdleHost();
  const posting = toPostingHost(`${baseUrl}/2/httpapi`);
  const batches = await measureRounds(ROUNDS, {
    ours: () => ours.sendBatch(BATCH),
    posting: () => posting.sendBatch(BATCH),
    idle: () => idle.sendBatch(BATCH),
  });
  yield `performBatch of 1,000 costs ${batches.format('ours', 'idle')} the framework with a performBatch that does nothing (aim: ≤ 1.2)`;
  yield `a performBatch that only posts the payloads costs ${batches.format('posting', 'idle')} the same`;
  const sendAll = (send: (event: (typeof SINGLES)[number]) => Promise<void>) => async () => {
    for (const event of SINGLES) await send(event);
  };
  const singles = await measureRounds(ROUNDS, {
    ours: sendAll((event) => ours.sendOne(event)),
    idle: sendAll((event) => idle.sendOne(event)),
  });
  yield `perform costs ${singles.format('ours', 'idle')} the framework with a perform that does nothing`;
}
