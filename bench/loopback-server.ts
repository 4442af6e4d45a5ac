import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

// The fastest Amplitude there can be: takes every body in, reads none, answers 200. Runs as a process of its own, so
// that its work is not counted as the client's. Prints its port; GET answers what was received since the last GET.
let received = { requests: 0, bytes: 0 };

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(JSON.stringify(received));
    received = { requests: 0, bytes: 0 };
    return;
  }
  received.requests += 1;
  request.on('data', (chunk: Buffer) => (received.bytes += chunk.length));
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end('{"code":200}');
  });
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
