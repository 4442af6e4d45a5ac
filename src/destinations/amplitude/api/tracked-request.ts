import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import { OutgoingMessage, type ClientRequest, type IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers';

const CHANNEL = 'http.client.request.start';
const current = new AsyncLocalStorage<TrackedRequest>();
let isSubscribed = false;

/**
 * The connection behind a request of the framework's client, which neither shows nor closes it. Node.js tells of each
 * request that starts (Node.js, "Diagnostics Channel"), within the asynchronous context of who made it.
 */
export class TrackedRequest {
  /** Resolves when the connection breaks inside the answer's body, which the client does not notice by itself. */
  readonly broken: Promise<void>;
  #resolveBroken = () => {};
  #request: ClientRequest | undefined;
  #response: IncomingMessage | undefined;

  constructor() {
    this.broken = new Promise((resolve) => (this.#resolveBroken = resolve));
  }

  /** Runs `send`, and follows the request that it makes. */
  run<T>(send: () => Promise<T>): Promise<T> {
    listen();
    return current.run(this, send);
  }

  /** Whether the request went over a connection of an earlier one, and no byte came back. */
  get isLostOnReuse(): boolean {
    return this.#request?.reusedSocket === true && this.#response === undefined;
  }

  /** Closes the connection, which still waits for the rest of its answer. */
  close(): void {
    this.#request?.destroy();
  }

  /** The connection lives on for other requests, and this object with it. */
  forget(): void {
    this.#request = undefined;
    this.#response = undefined;
  }

  follow(request: ClientRequest): void {
    this.#request = request;
    request.once('response', (response) => (this.#response = response));
    request.once('close', () => {
      // The client's own error says more; it comes first where there is one.
      if (this.#response?.complete === false) setImmediate(this.#resolveBroken);
    });
  }
}

function listen(): void {
  if (isSubscribed) return;
  isSubscribed = true;
  subscribe(CHANNEL, (message) => {
    const { request } = message as { request?: unknown };
    // Tools that watch or fake requests replace ClientRequest, not what it extends.
    if (request instanceof OutgoingMessage) current.getStore()?.follow(request as ClientRequest);
  });
}
