import { connect, type ChannelModel } from 'amqplib';

/** A closed connection is noticed after two of these, and a frozen worker's partitions pass on after two or three. */
const HEARTBEAT_SECONDS = 6;
const CONNECT_MS = 5000;
/** Without a majority of its nodes a cluster answers nothing: try again, perhaps elsewhere. */
const SET_UP_MS = 30_000;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5000;

export interface ConnectionEvents {
  /** Called for each new connection; the next attempt is made when it rejects or the connection ends. */
  onUp(this: void, connection: ChannelModel): Promise<void>;
  onDown(this: void): void;
  onBlocked?(this: void, isBlocked: boolean): void;
}

/**
 * A connection that is made again when it is lost, to the next of several addresses. amqplib's own recovery does not
 * bring consumers back, and what was held on a lost connection must end visibly.
 */
export class Connection {
  readonly #addresses: readonly string[];
  readonly #events: ConnectionEvents;
  #connection: ChannelModel | undefined;
  #isClosed = false;
  #attempts = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(addresses: readonly string[], events: ConnectionEvents) {
    this.#addresses = addresses;
    this.#events = events;
  }

  get current(): ChannelModel | undefined {
    return this.#connection;
  }

  /** Tries once; from then on by itself. */
  async open(): Promise<void> {
    const address = this.#addresses[this.#attempts % this.#addresses.length] ?? '';
    try {
      const connection = await connect(withHeartbeat(address), { noDelay: true, timeout: CONNECT_MS });
      if (this.#isClosed) return void (await connection.close());
      this.#watch(connection);
      await within(SET_UP_MS, this.#events.onUp(connection));
      this.#attempts = 0;
    } catch {
      this.#lost(this.#connection);
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close().catch(() => undefined);
    this.#events.onDown();
  }

  #watch(connection: ChannelModel): void {
    this.#connection = connection;
    // Without a listener an error of the connection ends the process; 'close' follows it.
    connection.on('error', () => undefined);
    connection.on('close', () => this.#lost(connection));
    connection.on('blocked', () => this.#events.onBlocked?.(true));
    connection.on('unblocked', () => this.#events.onBlocked?.(false));
  }

  #lost(connection: ChannelModel | undefined): void {
    if (this.#isClosed || connection !== this.#connection || this.#timer !== undefined) return;
    this.#connection = undefined;
    this.#events.onDown();
    connection?.close().catch(() => undefined);
    this.#attempts += 1;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#attempts, 6));
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        void this.open();
      },
      wait / 2 + Math.random() * (wait / 2),
    );
  }
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The broker did not answer within ${ms} ms.`)), ms);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What client and server agreed on: the lower of what each asked for. 0 when they agreed on none. */
export function heartbeatOf({ connection }: ChannelModel): number {
  const { heartbeat } = connection as { heartbeat?: unknown };
  return typeof heartbeat === 'number' ? heartbeat : HEARTBEAT_SECONDS;
}

function withHeartbeat(address: string): string {
  const url = new URL(address);
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(HEARTBEAT_SECONDS));
  return url.toString();
}
