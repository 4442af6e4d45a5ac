import { toHost, toIdleHost, toPostingHost } from './host';
import { compare, cpuMs, format } from './measure';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const BATCH = sampleEvents(1000);
const SINGLES = sampleEvents(200);
const ROUNDS = 60;

/** (b) and (c): what the framework's own mapping and validation cost, and what they cost with our delivery. */
export async function* overhead({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const ours = toHost({ baseUrl });
  const idle = toIdleHost();
  const sendAll = (send: (event: (typeof SINGLES)[number]) => Promise<void>) => async () => {
    for (const event of SINGLES) await send(event);
  };
  const batch = await compare(
    ROUNDS,
    cpuMs,
    () => ours.sendBatch(BATCH),
    () => idle.sendBatch(BATCH),
  );
  const posting = toPostingHost(`${baseUrl}/2/httpapi`);
  const bare = await compare(
    ROUNDS,
    cpuMs,
    () => posting.sendBatch(BATCH),
    () => idle.sendBatch(BATCH),
  );
  yield `performBatch of 1,000 costs ${format(batch)} the framework with a performBatch that does nothing (aim: ≤ 1.2)`;
  yield `a performBatch that only posts the payloads costs ${format(bare)} the same`;
  const single = await compare(
    ROUNDS,
    cpuMs,
    sendAll((event) => ours.sendOne(event)),
    sendAll((event) => idle.sendOne(event)),
  );
  yield `perform costs ${format(single)} the framework with a perform that does nothing`;
}
