import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import {
  createClient,
  type Plugin,
  type SegmentClient,
  type SegmentEvent,
} from '@segment/analytics-react-native';
import {
  amplitudeSession,
  type ReactNativeSessionOptions,
} from '../../../../src/destinations/amplitude/sessionPlugin/react-native';

// What only a phone has. Everything else is the real @segment/analytics-react-native.
jest.mock(
  'react-native',
  () => ({
    AppState: { addEventListener: () => ({ remove: () => undefined }) },
    NativeModules: {},
    NativeEventEmitter: class {},
    Platform: { OS: 'ios', select: ({ ios }: { ios: unknown }) => ios },
  }),
  { virtual: true },
);
// Version 14 is an ES module, which the app's bundler compiles and Node 20 cannot require.
jest.mock('uuid', () => ({ v4: () => crypto.randomUUID() }));

export const KEY = 'Actions Amplitude';
export const NOW = 1_700_000_000_000;
export const MINUTE = 60_000;

const phones: Phone[] = [];

/** The parts of a phone that are injected: storage, and the app's state. */
export class Phone {
  readonly items = new Map<string, string>();
  readonly listeners = new Set<(state: string) => void>();
  /** A store on disk answers later, with an error, or not at all. */
  store: 'works' | 'fails' | 'hangs' = 'works';
  #accesses = 0;

  constructor() {
    phones.push(this);
  }

  /** Keys of the client's own store that never answer. */
  readonly silentKeys = new Set<string>();

  /** Where the client keeps its queues from run to run. */
  readonly persistor = {
    get: async <T>(key: string) => {
      if ([...this.silentKeys].some((end) => key.endsWith(end))) await new Promise(() => undefined);
      return JSON.parse(this.items.get(`client:${key}`) ?? 'null') as T | undefined;
    },
    set: <T>(key: string, state: T) => {
      this.items.set(`client:${key}`, JSON.stringify(state));
      return Promise.resolve();
    },
  };

  readonly storage: ReactNativeSessionOptions['storage'] = {
    getItem: async (key) => (await this.#access(), this.items.get(key) ?? null),
    setItem: async (key, value) => void (await this.#access(), this.items.set(key, value)),
  };

  readonly appState: ReactNativeSessionOptions['appState'] = {
    addEventListener: (_type, listener) => {
      this.listeners.add(listener);
      return { remove: () => void this.listeners.delete(listener) };
    },
  };

  async #access(): Promise<void> {
    this.#accesses += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.store === 'fails') throw new Error('disk I/O error');
    if (this.store === 'hangs') await new Promise(() => undefined);
  }

  async become(state: string): Promise<void> {
    for (const listener of this.listeners) listener(state);
    await this.settle();
  }

  /** Until the store has been left alone for as many turns as a client takes, however slow the machine is. */
  async settle(): Promise<void> {
    for (let quiet = 0; quiet < 10;) {
      const seen = this.#accesses;
      await new Promise((resolve) => setTimeout(resolve, 5));
      quiet = seen === this.#accesses ? quiet + 1 : 0;
    }
  }
}

let segment: Server;
let uploads: SegmentEvent[] = [];
const clients: SegmentClient[] = [];

/** The clock of the phone, which the events' timestamps come from. */
export const at = (time: number) => jest.setSystemTime(time);

/** A local Segment, and a clock that stands still between calls of `at`. */
export function usePhone(): void {
  beforeAll(async () => {
    segment = createServer((request, response) => {
      void (async () => {
        if (request.method === 'POST')
          uploads.push(...((await json(request)) as { batch: SegmentEvent[] }).batch);
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ integrations: { 'Segment.io': { apiKey: 'key' }, 'Actions Amplitude': {} } }),
        );
      })();
    }).listen(0, '127.0.0.1');
    await once(segment, 'listening');
  });

  beforeEach(() => {
    jest.spyOn(console, 'warn').mockImplementation();
    const real = [
      'setTimeout',
      'clearTimeout',
      'setInterval',
      'clearInterval',
      'setImmediate',
      'nextTick',
    ] as const;
    jest.useFakeTimers({ now: NOW, doNotFake: [...real, 'queueMicrotask', 'performance', 'clearImmediate'] });
    uploads = [];
  });

  afterEach(() => {
    for (const client of clients.splice(0)) client.cleanup();
    // What is still to be written can be, and nothing waits on.
    for (const phone of phones.splice(0)) phone.store = 'works';
    jest.useRealTimers();
  });

  afterAll(async () => {
    segment.closeAllConnections();
    await new Promise((resolve) => segment.close(resolve));
    // The client never clears its timer of one second, and a store that hangs is waited for as long.
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
}

let apps = 0;

/** A real client that uploads to the local server, with a plugin in it. One `writeKey` is one app, run after run. */
export function createApp<P extends Plugin>(phone: Phone, plugin: P, writeKey = `key-${(apps += 1)}`) {
  const origin = `http://127.0.0.1:${(segment.address() as AddressInfo).port}`;
  const client = createClient({
    writeKey,
    proxy: `${origin}/v1/b`,
    cdnProxy: `${origin}/settings`,
    allowInsecureProxy: true,
    flushInterval: 0,
    storePersistor: phone.persistor,
    storePersistorSaveDelay: 0,
    logger: { info() {}, warn() {}, error() {}, enable() {}, disable() {} },
  });
  clients.push(client);
  client.add({ plugin });

  /** Everything uploaded since the last call, by time. */
  async function uploaded() {
    await phone.settle();
    await client.flush();
    return uploads
      .splice(0)
      .sort((one, other) => Date.parse(one.timestamp ?? '') - Date.parse(other.timestamp ?? ''));
  }
  return { client, plugin, uploaded };
}

/** The session plugin of an app on this phone. */
export function sessionsOn(phone: Phone, options: Partial<ReactNativeSessionOptions> = {}) {
  const { storage, appState } = phone;
  return amplitudeSession({ storage, appState, ...options });
}

/** The same with the session plugin, once the client is ready. */
export async function startApp(
  phone: Phone,
  options: Partial<ReactNativeSessionOptions> = {},
  writeKey?: string,
) {
  const app = createApp(phone, sessionsOn(phone, options), writeKey);
  await isReady(app.client);
  return app;
}

export const isReady = (client: SegmentClient) =>
  new Promise<void>((resolve) => {
    client.isReady.onChange((ready) => ready && resolve());
  });

/** The system ends the app: what is in its stores stays. */
export async function kill(phone: Phone, { client }: { client: SegmentClient }): Promise<void> {
  await phone.settle();
  client.cleanup();
}

/** Name and session id of each event. */
export function summary(events: SegmentEvent[]) {
  return events.map((event) => [
    'event' in event ? event.event : event.type,
    (event.integrations?.[KEY] as { session_id?: unknown } | undefined)?.session_id,
  ]);
}
