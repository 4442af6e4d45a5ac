import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AmplitudeEmulator } from './amplitude-emulator';
import { answerOf } from './answers';
import { Journal } from './journal';
import { createHandler } from './handle-request';
import type { EmulatorOptions } from './emulator-options';
import { sendAnswer } from './send-answer';
import type { Service } from './serve-request';

const LOOPBACK = '127.0.0.1';
/** A long address gets its 414; Node's own 16 KB would end it with 431. */
const HEADER_BYTES = 256 * 1024;
/** Longer than a client rests between requests, so that no kept-alive connection closes under its next one. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Starts an Amplitude on loopback: the paths of all its hosts on one origin, real HTTP, no network beyond it.
 * Rejects when the port is taken.
 *
 * @example
 * const emulator = await startAmplitudeEmulator({ strict: true });
 * // … send to emulator.baseUrl, then look at emulator.events and emulator.users
 * await emulator.close();
 */
export async function startAmplitudeEmulator(options: EmulatorOptions = {}): Promise<AmplitudeEmulator> {
  const host = options.host ?? LOOPBACK;
  const server = createServer({ maxHeaderSize: HEADER_BYTES });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, host, options.port ?? 0);
  const closing = new AbortController();
  const emulator = new AmplitudeEmulator(toBaseUrl(host, port), options, () => {
    closing.abort();
    return close(server);
  });
  const service: Service = {
    organization: () => emulator.organization,
    faults: () => emulator.faults,
    openJournal: () => (emulator.arrivals ? new Journal() : undefined),
    record: (served) => emulator.record(served),
    closing: closing.signal,
  };
  const handle = createHandler(emulator, service, options, host);
  server.on('request', (request, response) => {
    handle(request, response).catch((error: unknown) => answerFailure(response, error));
  });
  return emulator;
}

/** A host that stands for every address of the machine is reached by loopback. */
function toBaseUrl(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? LOOPBACK : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'it is in use, choose another or 0 for a free one' : error.message;
      reject(new Error(`The emulator cannot listen on port ${port}: ${reason}.`));
    });
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** A host's own hook threw, or the connection broke; where there still is a client, it is told. */
function answerFailure(response: ServerResponse, error: unknown): void {
  if (response.destroyed || response.headersSent) return;
  const reason = error instanceof Error ? error.message : String(error);
  sendAnswer(response, answerOf(500, { code: 500, error: `The emulator failed: ${reason}` }));
}
