import { createServer, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import {
  createClient,
  DestinationPlugin,
  type SegmentClient,
  type SegmentEvent,
  type TrackEventType,
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

const KEY = 'Actions Amplitude';
const NOW = 1_700_000_000_000;
const MINUTE = 60_000;

/** The parts of a phone that are injected: storage, the app's state, the clock. */
class Phone {
  readonly items = new Map<string, string>();
  readonly listeners = new Set<(state: string) => void>();
  broken = false;
  time = NOW;
  #accesses = 0;

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

  readonly now = () => this.time;

  /** A store on disk answers later, or not at all. */
  async #access(): Promise<void> {
    this.#accesses += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (this.broken) throw new Error('disk I/O error');
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

/** A real client that uploads to the local server, and the plugin in it. */
async function startApp(phone: Phone, options: Partial<ReactNativeSessionOptions> = {}) {
  const origin = `http://127.0.0.1:${(segment.address() as AddressInfo).port}`;
  const client = createClient({
    writeKey: `key-${clients.length}`,
    proxy: `${origin}/v1/b`,
    cdnProxy: `${origin}/settings`,
    allowInsecureProxy: true,
    flushInterval: 0,
    storePersistor: { get: () => Promise.resolve(undefined), set: () => Promise.resolve() },
    logger: { info() {}, warn() {}, error() {}, enable() {}, disable() {} },
  });
  clients.push(client);
  const plugin = amplitudeSession({ ...phone, ...options });
  client.add({ plugin });
  await new Promise<void>((resolve) => {
    client.isReady.onChange((ready) => ready && resolve());
  });

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

function summary(events: SegmentEvent[]) {
  return events.map((event) => [
    'event' in event ? event.event : event.type,
    (event.integrations?.[KEY] as { session_id?: unknown } | undefined)?.session_id,
  ]);
}

beforeAll(async () => {
  segment = createServer((request, response) => {
    void (async () => {
      if (request.method === 'POST')
        uploads.push(...((await json(request)) as { batch: SegmentEvent[] }).batch);
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ integrations: { 'Segment.io': { apiKey: 'key' } } }));
    })();
  });
  await new Promise<void>((resolve) => segment.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  jest.spyOn(console, 'warn').mockImplementation();
  uploads = [];
});

afterEach(() => {
  for (const client of clients) client.cleanup();
});

afterAll(() => {
  segment.closeAllConnections();
  segment.close();
});

describe(amplitudeSession, () => {
  it('gives every kind of event the session id', async () => {
    const { client, uploaded } = await startApp(new Phone());
    await client.track('Song Played');
    await client.screen('Home');
    await client.identify('user-1');
    await client.group('team-1');
    await client.alias('user-2');
    expect((await uploaded()).map((event) => event.integrations)).toEqual(
      Array.from({ length: 5 }, () => ({ [KEY]: { session_id: NOW } })),
    );
  });

  it('goes on with the session of the last run of the app', async () => {
    const phone = new Phone();
    phone.items.set('analytics_session_id', String(NOW - 9 * MINUTE));
    phone.items.set('analytics_session_id.last_access', String(NOW - 4 * MINUTE));
    const { client, uploaded } = await startApp(phone, { triggerSessionEvents: true });
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([['Song Played', NOW - 9 * MINUTE]]);
  });

  it('stores the session for the next run', async () => {
    const phone = new Phone();
    const { client } = await startApp(phone);
    await client.track('Song Played');
    await phone.settle();
    expect(Object.fromEntries(phone.items)).toEqual({
      analytics_session_id: String(NOW),
      'analytics_session_id.last_access': String(NOW),
    });
  });

  it('keeps one session while the storage fails', async () => {
    const phone = new Phone();
    phone.broken = true;
    const { client, uploaded } = await startApp(phone);
    await client.track('Song Played');
    phone.time += MINUTE;
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([
      ['Song Played', NOW],
      ['Song Played', NOW],
    ]);
  });

  it('starts a new session after five minutes without an event', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone);
    await client.track('Song Played');
    phone.time += 5 * MINUTE;
    await client.track('Song Played');
    expect(summary(await uploaded())).toEqual([
      ['Song Played', NOW],
      ['Song Played', NOW + 5 * MINUTE],
    ]);
  });

  test.each([
    ['opted out', false],
    ['with a session id of its own', { session_id: 1618245157710, other: 1 }],
    ['outside any session', { session_id: -1 }],
  ])('leaves an event %s as it is', async (_title, given) => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, { triggerSessionEvents: true });
    await client.process({
      type: 'track',
      event: 'Song Played',
      integrations: { [KEY]: given },
    } as SegmentEvent);
    expect((await uploaded()).map(({ integrations }) => integrations)).toEqual([{ [KEY]: given }]);
    expect(phone.items.size).toBe(0);
  });

  it('stops following the app on shutdown', async () => {
    const phone = new Phone();
    const { plugin } = await startApp(phone);
    expect(phone.listeners.size).toBe(1);
    plugin.shutdown();
    expect(phone.listeners.size).toBe(0);
  });
});

describe('session events of an app', () => {
  const withEvents = { triggerSessionEvents: true };

  it('mark only the start on the first run', async () => {
    const { client, uploaded } = await startApp(new Phone(), withEvents);
    await client.track('Song Played');
    expect(summary(await uploaded()).sort()).toEqual([
      ['Song Played', NOW],
      ['session_started', NOW],
    ]);
  });

  it('carry the ids of the session they end and start, and go to Amplitude alone', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await uploaded();
    phone.time += 6 * MINUTE;
    await client.process({ type: 'track', event: 'Next', integrations: { Mixpanel: true } } as SegmentEvent);
    const [ended, ...others] = await uploaded();
    expect(ended).toMatchObject({
      event: 'session_ended',
      timestamp: new Date(NOW + 1).toISOString(),
      integrations: { All: false, Mixpanel: false, [KEY]: { session_id: NOW } },
    });
    expect(others.find((event) => 'event' in event && event.event === 'session_started')).toMatchObject({
      integrations: { All: false, Mixpanel: false, [KEY]: { session_id: NOW + 6 * MINUTE } },
    });
  });

  it('do not reach a destination that runs on the phone', async () => {
    const received: string[] = [];
    class OnPhone extends DestinationPlugin {
      override key = 'Braze';
      override track(event: TrackEventType) {
        received.push(event.event);
        return event;
      }
    }
    const { client, uploaded } = await startApp(new Phone(), withEvents);
    client.add({ plugin: new OnPhone(), settings: {} });
    await client.track('Song Played');
    expect((await uploaded()).map((event) => 'event' in event && event.event)).toContain('session_started');
    expect(received).toEqual(['Song Played']);
  });

  it('come when the user returns too late', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await uploaded();
    phone.time += MINUTE;
    await phone.become('background');
    phone.time += 5 * MINUTE;
    await phone.become('active');
    expect(summary(await uploaded())).toEqual([
      ['session_ended', NOW],
      ['session_started', NOW + 6 * MINUTE],
    ]);
  });

  it('do not come when the user returns in time, counted from leaving', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await uploaded();
    for (const state of ['background', 'active']) {
      phone.time += 4 * MINUTE;
      await phone.become(state);
    }
    expect(await uploaded()).toEqual([]);
  });

  it('do not come from an app that is only opened', async () => {
    const phone = new Phone();
    const { uploaded } = await startApp(phone, withEvents);
    await phone.become('active');
    expect(await uploaded()).toEqual([]);
  });

  it('do not come for a user who opted out since', async () => {
    const phone = new Phone();
    const { client, uploaded } = await startApp(phone, withEvents);
    await client.track('Song Played');
    await client.process({ type: 'track', event: 'No', integrations: { All: false } } as SegmentEvent);
    await uploaded();
    phone.time += 60 * MINUTE;
    await phone.become('active');
    expect(await uploaded()).toEqual([]);
  });
});
