import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AmplitudeEmulator } from './amplitude-emulator';
import { answerOf } from './answers';
import type { EmulatorOptions } from './emulator-options';
import { sendAnswer } from './send-answer';
import { serveRequest, type Service } from './serve-request';

const HOST = '127.0.0.1';
/** Longer than a client rests between requests, so that no kept-alive connection closes under its next one. */
const KEEP_ALIVE_MS = 120_000;

/**
 * Starts an Amplitude on loopback: the paths of all its hosts on one origin, real HTTP, no network beyond it.
 * Rejects when the port is taken.
 */
export async function startAmplitudeEmulator(options: EmulatorOptions = {}): Promise<AmplitudeEmulator> {
  const server = createServer();
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  const port = await listen(server, options.port ?? 0);
  const closing = new AbortController();
  const emulator = new AmplitudeEmulator(`http://${HOST}:${port}`, options, () => {
    closing.abort();
    return close(server);
  });
  const service: Service = {
    project: () => emulator.project,
    faults: () => emulator.faults,
    record: (served) => emulator.record(served),
    closing: closing.signal,
  };
  server.on('request', (request, response) => {
    serveRequest(request, response, service).catch((error: unknown) => answerFailure(response, error));
  });
  return emulator;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE' ? 'it is in use, choose another or 0 for a free one' : error.message;
      reject(new Error(`The emulator cannot listen on port ${port}: ${reason}.`));
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
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
