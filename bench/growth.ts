import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { LoopbackServer } from './start-loopback-server';

const SIZES = [100, 1000, 10_000, 100_000];

interface Growth {
  ms: number;
  peakBytes: number;
}

/** (g) Time and peak memory of one call of 100 to 100,000 events, beside the call of 1,000. */
export async function growth({ baseUrl }: LoopbackServer): Promise<string[]> {
  const measured = new Map<number, Growth>();
  for (const size of SIZES) measured.set(size, await measure(baseUrl, size));
  const base = measured.get(1000);
  if (!base) throw new Error('The call of 1,000 events was not measured.');
  return [...measured].map(([size, { ms, peakBytes }]) => {
    const perEvent = ms / size / (base.ms / 1000);
    const memory = peakBytes / base.peakBytes;
    return `${size.toLocaleString('en')} events: ${perEvent.toFixed(2)} × the time per event, ${memory.toFixed(2)} × the peak memory`;
  });
}

async function measure(baseUrl: string, size: number): Promise<Growth> {
  const child = fork(join(__dirname, 'growth-run.ts'), [baseUrl, String(size)]);
  const [result] = (await once(child, 'message')) as [Growth];
  child.disconnect();
  return result;
}
