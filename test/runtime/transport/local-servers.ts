import { createServer, type RequestListener, type Server } from 'node:http';
import {
  createServer as createRawServer,
  type AddressInfo,
  type Server as RawServer,
  type Socket,
} from 'node:net';
import { once } from 'node:events';
import { type HttpRequest } from '../../../src/runtime';

/** An HTTP server on loopback that counts its connections. */
export interface LocalServer {
  url: string;
  server: Server;
  /** Connections so far, and those open now. */
  connections(): { made: number; open: number };
  close(): Promise<void>;
}

export async function startServer(listener: RequestListener): Promise<LocalServer> {
  const server = createServer(listener);
  let made = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    made += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    url: await listen(server),
    server,
    connections: () => ({ made, open: sockets.size }),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A server below HTTP, which sees each piece of text that arrives and answers what it likes. */
export async function startRawServer(
  onText: (socket: Socket, text: string) => void,
): Promise<{ url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createRawServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => onText(socket, chunk.toString()));
  });
  return {
    url: await listen(server),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

export async function listen(server: RawServer): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export function postTo(url: string, body = '{"events":[]}'): HttpRequest {
  return { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
}
