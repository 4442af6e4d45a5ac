import { toHost } from './host';
import { cpuMs } from './measure';
import { sampleEvents } from './sample-events';

// One call of so many events, in a process of its own so that its peak memory is its own. Arguments: base URL, count.
async function main([baseUrl = '', count = '']: string[]): Promise<void> {
  const host = toHost({ baseUrl });
  await host.sendBatch(sampleEvents(1000));
  const events = sampleEvents(Number(count));
  const ms = await cpuMs(() => host.sendBatch(events));
  process.send?.({ ms, peakBytes: process.resourceUsage().maxRSS * 1024 });
}

void main(process.argv.slice(2));
