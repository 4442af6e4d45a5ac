import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';

/** The connection that carries a request. */
export interface Connection {
  socket: Socket;
  /** It carried another request before. */
  isReused: boolean;
  /** Bytes that it had received when the request went out. */
  bytesBefore: number;
}

interface SendHeaders {
  request: { body?: unknown };
  socket: Socket;
}

const carriers = new WeakMap<object, Connection | 'not sent yet'>();
const used = new WeakSet<Socket>();

// The only place where undici tells which connection a request takes. Other requests of the process pass here too, and
// are known by their bodies not to be ours.
subscribe('undici:client:sendHeaders', (message) => {
  const { request, socket } = message as SendHeaders;
  const { body } = request;
  if (typeof body !== 'object' || body === null || !carriers.has(body)) return;
  carriers.set(body, { socket, isReused: used.has(socket), bytesBefore: socket.bytesRead });
  used.add(socket);
});

/** From now on the connection that carries this body is known to {@link wasIdleConnectionLost}. */
export function trackConnection(body: object): void {
  carriers.set(body, 'not sent yet');
}

/**
 * Whether the request failed because the server had closed an idle connection: it went out on a reused one, and not a
 * byte came back. Nobody has seen such a request, so it may go out again.
 */
export function wasIdleConnectionLost(body: object): boolean {
  const carrier = carriers.get(body);
  if (carrier === undefined || carrier === 'not sent yet') return false;
  return carrier.isReused && carrier.socket.bytesRead === carrier.bytesBefore;
}
