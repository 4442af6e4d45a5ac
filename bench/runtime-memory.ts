import { createRuntime, type Runtime } from '../src/runtime';
import { SETTINGS, TRACKS } from './runtime';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const RUNTIMES = 10_000;
const EVENTS = 1_000_000;
const PER_CALL = 1_000;
const WARM = 100_000;

/** Memory of a runtime for each of 10,000 customers, and of one that delivers a million events. */
export async function* runtimeMemory({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const heapBefore = usedHeap();
  const runtimes: Runtime[] = [];
  for (let number = 0; number < RUNTIMES; number += 1) {
    runtimes.push(createRuntime({ settings: { apiKey: `${SETTINGS.apiKey}${number}` }, baseUrl }));
  }
  const each = (usedHeap() - heapBefore) / RUNTIMES;
  yield `${RUNTIMES.toLocaleString('en')} runtimes with the presets: ${(each / 1024).toFixed(1)} KiB each`;

  const runtime = createRuntime({ settings: SETTINGS, subscriptions: [TRACKS], baseUrl });
  let warm = 0;
  for (let from = 0; from < EVENTS; from += PER_CALL) {
    await runtime.deliver(sampleEvents(PER_CALL, from));
    if (from + PER_CALL === WARM) warm = usedHeap();
  }
  const after = usedHeap();
  yield `heap in use after ${WARM.toLocaleString('en')} events: ${megabytes(warm)}; after ${EVENTS.toLocaleString('en')}: ${megabytes(after)}`;
  yield `${runtimes.length.toLocaleString('en')} runtimes were alive all the while; resident memory ${megabytes(process.memoryUsage().rss)}`;
}

/** What is left after a collection, which `node --expose-gc` allows. */
function usedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(0)} MB`;
}
