import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Received {
  requests: number;
  bytes: number;
}

export interface LoopbackServer {
  baseUrl: string;
  /** What was received since the last call. */
  takeReceived(): Promise<Received>;
  close(): void;
}

/** Starts the server of `loopback-server.ts` in a process of its own. */
export async function startLoopbackServer(): Promise<LoopbackServer> {
  const child = fork(join(__dirname, 'loopback-server.js'), { silent: true });
  if (!child.stdout) throw new Error('The loopback server has no output to read its port from.');
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  const baseUrl = `http://127.0.0.1:${port.toString().trim()}`;
  return {
    baseUrl,
    takeReceived: async () => (await (await fetch(baseUrl)).json()) as Received,
    close: () => child.disconnect(),
  };
}
