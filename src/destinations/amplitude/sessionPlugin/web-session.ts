import type { Analytics, Context } from '@segment/analytics-next';
import { atBoundary } from './at-boundary';
import { endSession } from './end-session';
import { amplitudeOnly, hasSessionId, isOptedOut, withSessionId } from './integrations';
import { isNewCampaign } from './is-new-campaign';
import { messageIdOf } from './message-id-of';
import { nextSession, startSession, type EventStep, type SessionClock } from './next-session';
import { NOBODY } from './nobody';
import { readEventTime } from './read-event-time';
import { readHandover } from './read-handover';
import {
  latestOf,
  type Owner,
  type Session,
  type SessionBoundary,
  type SessionState,
  type SessionStep,
} from './session';
import { sessionOpeners } from './session-openers';
import type { ResolvedSessionOptions } from './session-options';
import { createSessionStorage, type SessionStorage } from './session-storage';

/** The sessions of one analytics instance. */
export class WebSession {
  options: ResolvedSessionOptions;
  readonly #analytics: Analytics;
  readonly #storage: SessionStorage;
  /** The start and end events of this page, by messageId. */
  readonly #ownEvents = new Map<unknown, SessionBoundary>();
  /** Events called since a session was last ended by a call; absent as long as none was. */
  #calledAfterEnd: WeakSet<Context> | undefined;
  #lastCall = 0;
  /** While an event that opens a session waits for other tabs. */
  #crossing: Promise<Context> | undefined;

  constructor(analytics: Analytics, options: ResolvedSessionOptions) {
    this.#analytics = analytics;
    this.options = options;
    this.#storage = createSessionStorage(analytics.storage);
    analytics.on('dispatch_start', this.#onCall).on('reset', this.#onReset);
    if (options.crossDomain) this.#takeOver(readHandover(location.search, this.#clock()));
  }

  /** Stops listening to the instance. */
  close(): void {
    this.#analytics.off('dispatch_start', this.#onCall).off('reset', this.#onReset);
  }

  /** Gives the event its session id; waits only where tabs must agree on a new session. */
  enrich(context: Context): Context | Promise<Context> {
    const own = this.#ownEvents.get(context.event.messageId);
    if (own) this.#finish(context, own);
    if (this.#isDecided(context)) return context;
    // Behind the event that opens the session, so that events keep their order.
    if (this.#crossing) return this.#crossing.then(() => this.enrich(context));

    const step = this.#next(context);
    if (!step.emit.length || !navigator.locks) return this.#settle(context, step);
    return (this.#crossing = atBoundary(() => this.#settle(context, this.#next(context))));
  }

  getId(): number | undefined {
    return this.#running()?.id;
  }

  startNew(): number {
    const owner = this.#read().running?.owner;
    this.end();
    const step = startSession(this.#read(), { ...this.#clock(), owner });
    this.#commit(step);
    return step.stamp;
  }

  /** After the calls that were made but are not here yet. */
  end(): undefined {
    this.#calledAfterEnd = new WeakSet();
    this.#commit(endSession(this.#read(), this.#running(this.#lastCall) ? this.#lastCall : 0));
  }

  extend(): undefined {
    const running = this.#running();
    const lastAccess = Math.max(Date.now(), running?.lastAccess ?? 0);
    if (running) this.#storage.write({ ...this.#read(), running: { ...running, lastAccess } });
  }

  /** The session that runs at this time. */
  #running(time = Date.now()): Session | undefined {
    const { running } = this.#read();
    return running && Math.abs(time - running.lastAccess) < this.options.sessionLength ? running : undefined;
  }

  /** Whether the event opted out, or brings its session id. */
  #isDecided({ event: { integrations } }: Context): boolean {
    const { integrationName } = this.options;
    return isOptedOut(integrations, integrationName) || hasSessionId(integrations, integrationName);
  }

  #clock(): SessionClock {
    return { now: Date.now(), length: this.options.sessionLength };
  }

  #read(): SessionState {
    return this.#storage.read(Date.now() + this.options.sessionLength);
  }

  #next(context: Context): EventStep {
    const { event } = context;
    const state = this.#read();
    const owner = ownerOf(context);
    const { extendOn, resetOnNewCampaign, triggerSessionEvents } = this.options;
    return nextSession(state, {
      ...this.#clock(),
      time: timeOf(context),
      lead: +triggerSessionEvents,
      owner,
      isPassive: !extendOn(event),
      opensSession:
        (resetOnNewCampaign && isNewCampaign(owner, state.running?.owner)) || sessionOpeners.has(context),
      isAfterEnd: this.#calledAfterEnd?.has(context),
    });
  }

  #settle(context: Context, step: EventStep): Context {
    this.#crossing = undefined;
    this.#commit(step);
    const { integrations } = context.event;
    context.updateEvent(
      'integrations',
      withSessionId(integrations, step.stamp, this.options.integrationName),
    );
    return context;
  }

  #commit({ state, emit }: SessionStep): void {
    if (state) this.#storage.write(state);
    for (const boundary of emit) {
      const { kind, sessionId, time, owner } = boundary;
      try {
        this.options[`on${kind}`](sessionId);
      } catch (error) {
        // A fault of the page must not cost the event.
        console.error(error);
      }
      if (!this.options.triggerSessionEvents) continue;
      const messageId = messageIdOf(boundary, owner?.anonymousId ?? this.#analytics.user().anonymousId());
      this.#ownEvents.set(messageId, boundary);
      void this.#analytics.track(
        this.options[`session${kind}Event`],
        {},
        {
          messageId,
          timestamp: new Date(time),
          integrations: withSessionId({ All: false }, sessionId, this.options.integrationName),
        },
      );
    }
  }

  /**
   * Makes the event the session's own: analytics.js has filled in the present visitor, page and destinations. What two
   * tabs send of one start is the same to the letter, so that it counts once; the event that caused it has the page.
   */
  #finish({ event }: Context, { kind, owner }: SessionBoundary): void {
    event.integrations = amplitudeOnly(event.integrations ?? {}, this.options.integrationName);
    if (owner?.anonymousId)
      Object.assign(event, { anonymousId: owner.anonymousId, userId: owner.userId ?? NOBODY });
    const page = (kind === 'End' && owner?.page) || {};
    Object.assign(event.context ?? {}, { page, campaign: {} });
  }

  readonly #onCall = (context: Context): void => {
    if (this.#isDecided(context)) return;
    this.#calledAfterEnd?.add(context);
    this.#lastCall = timeOf(context);
  };

  readonly #onReset = (): void => {
    if (this.options.resetOnReset) this.end();
  };

  /** Ends the session of this domain, if another one runs here. Sends no start: the other domain did. */
  #takeOver(id: number): void {
    const state = this.#read();
    if (!(id > latestOf(state).id)) return;
    const lastAccess = Math.max(Date.now(), id);
    this.#commit({ ...endSession(state), state: { running: { id, lastAccess, lastEvent: lastAccess } } });
  }
}

function timeOf({ event }: Context): number {
  return readEventTime(event.timestamp, Date.now());
}

function ownerOf({ event }: Context): Owner {
  const { userId, anonymousId, context: { page, campaign } = {} } = event;
  return { userId, anonymousId, page, ...(campaign && Object.keys(campaign)[0] && { campaign }) };
}
