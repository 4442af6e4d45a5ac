import {
  EventType,
  Plugin,
  PluginType,
  type DestinationPlugin,
  type SegmentClient,
  type SegmentEvent,
} from '@segment/analytics-react-native';
import { applyClosure } from './apply-closure';
import { endSession } from './end-session';
import { amplitudeOnly, hasSessionId, isOptedOut, withSessionId } from './integrations';
import { messageIdOf } from './message-id-of';
import { nextSession, startSession, type SessionClock } from './next-session';
import { PhoneStorage } from './phone-storage';
import type { ReactNativeSessionOptions } from './react-native-options';
import { readEventTime } from './read-event-time';
import type { SessionBoundary, SessionState, SessionStep } from './session';
import { DEFAULT_PHONE_LENGTH, resolveSessionOptions } from './session-options';

export type { AmplitudeSession, ReactNativeSessionOptions };

/** The plugin, and what an app can do with its sessions. */
class AmplitudeSession extends Plugin {
  override type = PluginType.enrichment;

  readonly #device: ReactNativeSessionOptions;
  readonly #options: ReturnType<typeof resolveSessionOptions>;
  readonly #storage: PhoneStorage;
  #subscription: { remove(): void } | undefined;

  constructor(device: ReactNativeSessionOptions) {
    super();
    this.#device = device;
    this.#options = resolveSessionOptions(device, DEFAULT_PHONE_LENGTH);
    this.#storage = new PhoneStorage(device.storage);
  }

  /** Called by the client that the plugin is added to. */
  override configure(analytics: SegmentClient): void {
    super.configure(analytics);
    void this.#ready();
    this.#subscription ??= this.#device.appState.addEventListener('change', (state) => {
      void this.#followApp(state);
    });
  }

  /** Stops listening to the app. The client never calls it. */
  override shutdown(): void {
    this.#subscription?.remove();
    this.#subscription = undefined;
  }

  /** Called by the client for each event. */
  override async execute(event: SegmentEvent): Promise<SegmentEvent> {
    const key = this.#options.integrationName;
    if (hasSessionId(event.integrations, key)) return event;

    await this.#ready();
    const { enriched, withEnrichment } = applyClosure(event);
    const { integrations } = enriched;
    const optedOut = isOptedOut(integrations, key);
    this.#storage.noteOptOut(optedOut);
    if (optedOut || hasSessionId(integrations, key)) return withEnrichment(event);

    const clock = this.#clock();
    const step = nextSession(this.#storage.state, {
      ...clock,
      time: readEventTime(enriched.timestamp, clock.now),
      lead: +this.#options.triggerSessionEvents,
      owner: { userId: enriched.userId, anonymousId: enriched.anonymousId },
      isPassive: !this.#options.extendOn(enriched),
    });
    this.#commit(step, Object.keys(integrations ?? {}));
    const stamped = withSessionId(integrations, step.stamp, key) as SegmentEvent['integrations'];
    return withEnrichment({ ...event, integrations: stamped }, stamped);
  }

  /** `client.reset()` waits for it: at most as long as for the store. */
  async reset(): Promise<void> {
    await this.#ready();
    if (this.#options.resetOnReset) this.end();
  }

  /** The id of the session that runs, or undefined: the next event starts one. */
  getId(): number | undefined {
    return this.#running()?.id;
  }

  /** Ends the session and starts another. Gives the new id. */
  startNew(): number {
    const owner = this.#storage.state.running?.owner;
    this.end();
    const step = startSession(this.#storage.state, { ...this.#clock(), owner });
    this.#commit(step);
    return step.stamp;
  }

  /** Ends the session; the next event starts another. */
  end(): void {
    if (this.#storage.isReady) this.#commit(endSession(this.#storage.state));
    else void this.#ready().then(() => this.end());
  }

  /** Keeps the session alive without an event, for instance while a film plays. */
  extend(): void {
    const running = this.#running();
    if (running) {
      const lastAccess = Math.max(running.lastAccess, this.#clock().now);
      this.#storage.write({ ...this.#storage.state, running: { ...running, lastAccess } });
    }
  }

  #running(): SessionState['running'] {
    const { running } = this.#storage.state;
    const { now, length } = this.#clock();
    return running && Math.abs(now - running.lastAccess) < length ? running : undefined;
  }

  #ready(): Promise<void> {
    const { now, length } = this.#clock();
    return this.#storage.ready(now + length);
  }

  #clock(): SessionClock {
    return { now: (this.#device.now ?? Date.now)(), length: this.#options.sessionLength };
  }

  /** Leaving and returning count as use of the app; returning too late ends the session without an event's help. */
  async #followApp(state: string): Promise<void> {
    await this.#ready();
    const { running } = this.#storage.state;
    if (this.#storage.isOptedOut || !running) return;
    if (this.#running()) this.extend();
    else if (state === 'active') {
      const { owner } = running;
      this.#commit(startSession(this.#storage.state, { ...this.#clock(), owner }));
    }
  }

  #commit({ state, emit }: SessionStep, destinations: string[] = []): void {
    if (state) this.#storage.write(state);
    for (const boundary of emit) {
      try {
        this.#options[`on${boundary.kind}`](boundary.sessionId);
      } catch (error) {
        // A fault of the app must not cost the event.
        console.error(error);
      }
      if (this.#options.triggerSessionEvents) this.#send(boundary, destinations);
    }
  }

  /** Not through `track`, which takes no integrations: the event would run through this plugin without its id. */
  #send(boundary: SessionBoundary, destinations: string[]): void {
    const client = this.analytics;
    if (!client) return;
    const { kind, sessionId, time, owner } = boundary;
    const key = this.#options.integrationName;
    // A destination that runs on the phone looks for its own name only, never for `All`.
    const onPhone = client
      .getPlugins(PluginType.destination)
      .map((plugin) => (plugin as DestinationPlugin).key);
    const named = ['All', ...onPhone, ...destinations].map((name) => [name, true] as const);
    const chosen = amplitudeOnly(withSessionId(Object.fromEntries(named), sessionId, key), key);
    void client.process(
      {
        type: EventType.TrackEvent,
        event: this.#options[`session${kind}Event`],
        properties: {},
        integrations: chosen,
      },
      (event) => ({
        ...event,
        // The client has filled in the present user's.
        userId: (owner ? owner.userId : event.userId) ?? undefined,
        anonymousId: owner?.anonymousId ?? event.anonymousId,
        messageId: messageIdOf(boundary, owner?.anonymousId ?? event.anonymousId),
        timestamp: new Date(time).toISOString(),
      }),
    );
  }
}

/**
 * An enrichment plugin for `@segment/analytics-react-native` that gives every event bound for Amplitude its session id.
 * Its `shutdown()` stops listening to the app. Throws a TypeError for an option it cannot use.
 * @example
 * const sessions = amplitudeSession({ storage: AsyncStorage, appState: AppState });
 * client.add({ plugin: sessions });
 */
export function amplitudeSession(options: ReactNativeSessionOptions): AmplitudeSession {
  return new AmplitudeSession(options);
}
