import {
  EventType,
  Plugin,
  PluginType,
  type DestinationPlugin,
  type SegmentClient,
  type SegmentEvent,
} from '@segment/analytics-react-native';
import { hasSessionId, isOptedOut, withSessionId } from './integrations';
import { nextSession, type Session, type SessionBoundary, type StoredSession } from './next-session';
import { toSessionEvents, type Cause } from './session-events';
import { resolveSessionOptions, type ResolvedSessionOptions, type SessionOptions } from './session-options';
import { LAST_ACCESS_KEY, SESSION_ID_KEY } from './session-storage';

const DEFAULT_LENGTH = 5 * 60 * 1000;

/** What the plugin needs of the phone. In an app: `AsyncStorage` and `AppState`, as they are. */
export interface ReactNativeSessionOptions extends SessionOptions {
  storage: {
    getItem(key: string): Promise<string | null>;
    setItem(key: string, value: string): Promise<void>;
  };
  appState: {
    addEventListener(type: 'change', listener: (state: string) => void): { remove(): void };
  };
  /** Milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
}

class AmplitudeSession extends Plugin {
  override type = PluginType.enrichment;

  readonly #options: ResolvedSessionOptions;
  readonly #now: () => number;
  #stored: StoredSession = {};
  #loaded: Promise<void> | undefined;
  #written = Promise.resolve();
  #subscription: { remove(): void } | undefined;
  /** The last event's choice, so that a user who opted out gets no session by opening the app. */
  #optedOut = false;

  readonly #device: ReactNativeSessionOptions;

  constructor(device: ReactNativeSessionOptions) {
    super();
    this.#device = device;
    this.#options = resolveSessionOptions(device, DEFAULT_LENGTH);
    this.#now = device.now ?? Date.now;
  }

  override configure(analytics: SegmentClient): void {
    super.configure(analytics);
    this.#loaded ??= this.#load();
    this.#subscription ??= this.#device.appState.addEventListener('change', (state) => {
      void this.#followApp(state);
    });
  }

  override shutdown(): void {
    this.#subscription?.remove();
    this.#subscription = undefined;
  }

  override async execute(event: SegmentEvent): Promise<SegmentEvent> {
    this.#optedOut = isOptedOut(event.integrations);
    if (this.#optedOut || hasSessionId(event.integrations)) return event;

    await this.#loaded;
    const { store, stamp, emit } = nextSession(this.#stored, this.#now(), this.#options.sessionLength);
    this.#keep(store);
    this.#announce(emit, event);
    const integrations = withSessionId(event.integrations, stamp) as SegmentEvent['integrations'];
    return { ...event, integrations };
  }

  /** Leaving and returning count as use of the app; returning too late ends the session without an event's help. */
  async #followApp(state: string): Promise<void> {
    await this.#loaded;
    if (this.#optedOut) return;
    const { store, emit } = nextSession(this.#stored, this.#now(), this.#options.sessionLength);
    const goesOn = emit.length === 0;
    const isOver = emit[0]?.kind === 'end';
    if (goesOn || (isOver && state === 'active')) {
      this.#keep(store);
      this.#announce(emit, {});
    }
  }

  async #load(): Promise<void> {
    const { storage } = this.#device;
    try {
      const [id, lastAccess] = await Promise.all([
        storage.getItem(SESSION_ID_KEY),
        storage.getItem(LAST_ACCESS_KEY),
      ]);
      this.#stored = { id, lastAccess };
    } catch {
      // A phone that cannot read its storage still has sessions, for as long as the app runs.
    }
  }

  #keep(session: Session): void {
    this.#stored = session;
    const { storage } = this.#device;
    this.#written = this.#written
      .then(async () => {
        await storage.setItem(SESSION_ID_KEY, String(session.id));
        await storage.setItem(LAST_ACCESS_KEY, String(session.lastAccess));
      })
      .catch(() => {
        // `stored` has it; the next event tries again.
      });
  }

  /** Not through `track`, which takes no integrations: the event would run through this plugin without its id. */
  #announce(boundaries: SessionBoundary[], cause: Cause): void {
    const client = this.analytics;
    if (!client) return;
    // A destination that runs on the phone looks for its own name only, never for `All`.
    const onPhone = client
      .getPlugins(PluginType.destination)
      .map((plugin) => (plugin as DestinationPlugin).key);
    const named = Object.fromEntries(onPhone.map((key) => [key, true]));
    const events = toSessionEvents(boundaries, this.#options, {
      ...cause,
      integrations: { ...named, ...cause.integrations },
    });
    for (const { name, timestamp, integrations } of events) {
      void client.process(
        { type: EventType.TrackEvent, event: name, properties: {}, integrations },
        (event) => ({
          ...event,
          timestamp: timestamp.toISOString(),
        }),
      );
    }
  }
}

/**
 * An enrichment plugin for `@segment/analytics-react-native` that gives every event bound for Amplitude its session
 * id: `client.add({ plugin: amplitudeSession({ storage: AsyncStorage, appState: AppState }) })`. Its `shutdown()`
 * stops listening to the app.
 */
export function amplitudeSession(options: ReactNativeSessionOptions): Plugin {
  return new AmplitudeSession(options);
}
