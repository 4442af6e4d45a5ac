import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoopbackServer } from './start-loopback-server';

const BASE = 1000;
const SIZES = [100, 10_000, 100_000];

interface Growth {
  ms: number;
  peakBytes: number;
}

/** (g) Time and peak memory of one call of 100 to 100,000 events, beside the call of 1,000. */
export async function* growth({ baseUrl }: LoopbackServer): AsyncGenerator<string> {
  const base = await measure(baseUrl, BASE);
  for (const size of SIZES) {
    const { ms, peakBytes } = await measure(baseUrl, size);
    const perEvent = ms / size / (base.ms / BASE);
    const memory = peakBytes / base.peakBytes;
    yield `${size.toLocaleString('en')} events: ${perEvent.toFixed(2)} × the time per event of 1,000, ${memory.toFixed(2)} × the peak memory`;
  }
}

async function measure(baseUrl: string, size: number): Promise<Growth> {
  const child = fork(join(__dirname, 'growth-run.js'), [baseUrl, String(size)]);
  const [result] = (await once(child, 'message')) as [Growth];
  child.disconnect();
  return result;
}
