import type { Analytics, Context } from '@segment/analytics-next';
import { amplitudeOnly } from './integrations';
import type { SessionBoundary } from './session';
import { messageIdOf } from './message-id-of';
import type { ResolvedSessionOptions } from './session-options';

/**
 * A userId that JSON leaves out. A session of a visitor whom nobody knew yet has no user, and where there is no userId
 * at all, analytics.js fills in the present user's when it sends the event.
 */
const NOBODY = { toJSON: () => undefined };

/** The start and end events of one analytics instance, on their way through it. */
export class BoundaryEvents {
  readonly #analytics: Analytics;
  readonly #options: ResolvedSessionOptions;
  /** By messageId, until they pass the plugin themselves. */
  readonly #onTheirWay = new Map<string, SessionBoundary>();

  constructor(analytics: Analytics, options: ResolvedSessionOptions) {
    this.#analytics = analytics;
    this.#options = options;
  }

  has(context: Context): boolean {
    return this.#onTheirWay.has(context.event.messageId ?? '');
  }

  send(boundary: SessionBoundary): void {
    const { kind, sessionId, time, owner } = boundary;
    const { sessionStartEvent, sessionEndEvent, integrationName } = this.#options;
    const messageId = messageIdOf(boundary, owner?.anonymousId ?? this.#analytics.user().anonymousId());
    this.#onTheirWay.set(messageId, boundary);
    void this.#analytics.track(
      kind === 'start' ? sessionStartEvent : sessionEndEvent,
      {},
      { messageId, timestamp: new Date(time), integrations: amplitudeOnly([], sessionId, integrationName) },
    );
  }

  /** Makes the event the session's own: analytics.js has filled in the present visitor, page and destinations. */
  finish(context: Context): void {
    const { messageId = '', integrations } = context.event;
    const boundary = this.#onTheirWay.get(messageId);
    if (!boundary) return;
    this.#onTheirWay.delete(messageId);

    const { kind, sessionId, owner } = boundary;
    const destinations = Object.keys(integrations ?? {});
    const own = amplitudeOnly(destinations, sessionId, this.#options.integrationName);
    context.updateEvent('integrations', own);
    if (owner) {
      context.updateEvent('anonymousId', owner.anonymousId);
      context.updateEvent('userId', owner.userId ?? NOBODY);
    }
    if (kind === 'end') {
      context.updateEvent('context.page', owner?.page ?? {});
      context.updateEvent('context.campaign', {});
    }
  }
}
