import { toHost } from './host';
import { sampleEvents } from './sample-events';
import type { LoopbackServer } from './start-loopback-server';

const CALLS = 10;
const PER_CALL = 1000;

/** (d) Bytes and requests for 10,000 events, with and without gzip, on both endpoints. */
export async function* requestBytes(server: LoopbackServer): AsyncGenerator<string> {
  for (const use_batch_endpoint of [false, true]) {
    const plain = await deliver(server, false, use_batch_endpoint);
    const zipped = await deliver(server, true, use_batch_endpoint);
    const endpoint = use_batch_endpoint ? 'batch' : 'httpapi';
    yield (
      `${endpoint}: ${plain.requests} requests, ${megabytes(plain.bytes)}; with gzip ${zipped.requests} requests, ` +
      `${megabytes(zipped.bytes)} (${((100 * zipped.bytes) / plain.bytes).toFixed(0)} %)`
    );
  }
}

async function deliver(server: LoopbackServer, gzip: boolean, use_batch_endpoint: boolean) {
  const host = toHost({ baseUrl: server.baseUrl, gzip }, { use_batch_endpoint });
  await server.takeReceived();
  for (let call = 0; call < CALLS; call += 1) await host.sendBatch(sampleEvents(PER_CALL, call * PER_CALL));
  return server.takeReceived();
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(2)} MB`;
}
