import type { Analytics, Context } from '@segment/analytics-next';
import { atBoundary } from './at-boundary';
import { BoundaryEvents } from './boundary-events';
import { CallLog } from './call-log';
import { endSession } from './end-session';
import { hasSessionId, isOptedOut, withSessionId } from './integrations';
import { nextSession, startSession, type EventStep, type SessionClock } from './next-session';
import { readEventTime } from './read-event-time';
import { readHandover } from './read-handover';
import { reportBoundary } from './report-boundary';
import type { Owner, SessionState, SessionStep } from './session';
import type { ResolvedSessionOptions } from './session-options';
import { createSessionStorage, type SessionStorage } from './session-storage';

/** The sessions of one analytics instance. */
export class WebSession {
  readonly #analytics: Analytics;
  readonly #options: ResolvedSessionOptions;
  readonly #storage: SessionStorage;
  readonly #ownEvents: BoundaryEvents;
  readonly #calls = new CallLog();
  /** While an event that opens a session waits for other tabs. */
  #crossing: Promise<void> | undefined;

  constructor(analytics: Analytics, options: ResolvedSessionOptions) {
    this.#analytics = analytics;
    this.#options = options;
    this.#storage = createSessionStorage(analytics.storage);
    this.#ownEvents = new BoundaryEvents(analytics, options);
    analytics.on('dispatch_start', this.#onCall);
    analytics.on('reset', this.#onReset);
    if (options.crossDomain) this.#takeOver(readHandover(location.search, this.#clock()));
  }

  /** Stops listening to the instance. */
  close(): void {
    this.#analytics.off('dispatch_start', this.#onCall);
    this.#analytics.off('reset', this.#onReset);
  }

  /** Gives the event its session id; waits only where tabs must agree on a new session. */
  enrich(context: Context): Context | Promise<Context> {
    const { integrations } = context.event;
    const { integrationName } = this.#options;
    this.#ownEvents.finish(context);
    if (isOptedOut(integrations, integrationName) || hasSessionId(integrations, integrationName))
      return context;
    // Behind the event that opens the session, so that events keep their order.
    if (this.#crossing) return this.#crossing.then(() => this.enrich(context));

    const step = this.#next(context);
    if (step.emit.length === 0 || !navigator.locks) {
      this.#settle(context, step);
      return context;
    }
    this.#crossing = atBoundary(() => {
      this.#crossing = undefined;
      this.#settle(context, this.#next(context));
    });
    return this.#crossing.then(() => context);
  }

  getId(): number | undefined {
    return this.#running()?.id;
  }

  startNew(): number {
    const clock = this.#clock();
    const state = this.#read();
    this.#end(state);
    const step = startSession(
      this.#read(),
      { time: clock.now, owner: state.running?.owner },
      { ...clock, lead: 0 },
    );
    this.#commit(step);
    return step.stamp;
  }

  end(): void {
    this.#end(this.#read());
  }

  extend(): void {
    const running = this.#running();
    const lastAccess = Math.max(Date.now(), running?.lastAccess ?? 0);
    if (running) this.#storage.write({ ...this.#read(), running: { ...running, lastAccess } });
  }

  #running() {
    const { running } = this.#read();
    return running && Math.abs(Date.now() - running.lastAccess) < this.#options.sessionLength
      ? running
      : undefined;
  }

  #clock(): SessionClock {
    const { sessionLength, triggerSessionEvents } = this.#options;
    return { now: Date.now(), length: sessionLength, lead: triggerSessionEvents ? 1 : 0 };
  }

  #read(): SessionState {
    return this.#storage.read(Date.now() + this.#options.sessionLength);
  }

  #commit({ state, emit }: SessionStep): void {
    if (state) this.#storage.write(state);
    for (const boundary of emit) {
      reportBoundary(boundary, this.#options);
      if (this.#options.triggerSessionEvents) this.#ownEvents.send(boundary);
    }
  }

  #next(context: Context): EventStep {
    const { event } = context;
    const state = this.#read();
    const owner = ownerOf(context);
    const known = state.running?.owner;
    const campaign = owner.campaign && JSON.stringify(owner.campaign);
    const input = {
      time: readEventTime(event.timestamp, Date.now()),
      owner,
      extendsSession: this.#options.extendOn(event),
      opensSession:
        this.#options.resetOnNewCampaign &&
        !!known &&
        !!campaign &&
        campaign !== JSON.stringify(known.campaign),
      isAfterEnd: this.#calls.isAfterEnd(context),
    };
    return nextSession(state, input, this.#clock());
  }

  #settle(context: Context, step: EventStep): void {
    this.#commit(step);
    const { integrations } = context.event;
    const stamped = withSessionId(integrations, step.stamp, this.#options.integrationName);
    context.updateEvent('integrations', stamped);
  }

  /** After the calls that were made but are not here yet. */
  #end(state: SessionState): void {
    const { lastAccess = 0 } = state.running ?? {};
    const { latest } = this.#calls;
    this.#calls.markEnd();
    this.#commit(endSession(state, Math.abs(latest - lastAccess) < this.#options.sessionLength ? latest : 0));
  }

  readonly #onCall = (context: Context): void => {
    if (this.#ownEvents.has(context) || isOptedOut(context.event.integrations, this.#options.integrationName))
      return;
    this.#calls.note(context, readEventTime(context.event.timestamp, Date.now()));
  };

  readonly #onReset = (): void => {
    if (this.#options.resetOnReset) this.end();
  };

  /** Ends the session of this domain, if another one runs here. Sends no start: the other domain did. */
  #takeOver(id: number | undefined): void {
    const state = this.#read();
    const known = state.running ?? state.before;
    if (!id || (known && id <= known.id)) return;
    const now = Date.now();
    const last = Math.max(now, id);
    this.#commit({
      emit: endSession(state).emit,
      state: { running: { id, lastAccess: last, lastEvent: last } },
    });
  }
}

function ownerOf({ event }: Context): Owner {
  const { userId, anonymousId, context } = event;
  const campaign = Object.keys(context?.campaign ?? {}).length > 0 ? context?.campaign : undefined;
  return { userId, anonymousId, page: context?.page, campaign };
}
