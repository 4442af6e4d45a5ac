import type { Analytics, Context, Plugin } from '@segment/analytics-next';
import { hasSessionId, isOptedOut, withSessionId } from './integrations';
import { nextSession } from './next-session';
import { toSessionEvents } from './session-events';
import { resolveSessionOptions, type SessionOptions } from './session-options';
import { createSessionStorage, type SessionStorage } from './session-storage';

export type { SessionOptions } from './session-options';

const DEFAULT_LENGTH = 30 * 60 * 1000;

/** One storage per analytics instance, since what it falls back on lives in memory. */
const storages = new WeakMap<Analytics, SessionStorage>();

function trackSession(context: Context, analytics: Analytics, options: SessionOptions): void {
  const { event } = context;
  if (isOptedOut(event.integrations) || hasSessionId(event.integrations)) return;

  let storage = storages.get(analytics);
  if (!storage) storages.set(analytics, (storage = createSessionStorage(analytics.storage)));

  const resolved = resolveSessionOptions(options, DEFAULT_LENGTH);
  const { store, stamp, emit } = nextSession(storage.read(), Date.now(), resolved.sessionLength);
  storage.write(store);
  context.updateEvent('integrations', withSessionId(event.integrations, stamp));

  for (const { name, ...eventOptions } of toSessionEvents(emit, resolved, event)) {
    void analytics.track(name, {}, eventOptions);
  }
}

/**
 * An enrichment plugin for `@segment/analytics-next` that gives every event bound for Amplitude its session id:
 * `analytics.register(amplitudeSession())`.
 */
export function amplitudeSession(options: SessionOptions = {}): Plugin {
  let analytics: Analytics;
  const enrich = (context: Context): Context => {
    trackSession(context, analytics, options);
    return context;
  };
  return {
    name: 'Amplitude Session',
    version: '1.0.0',
    type: 'enrichment',
    isLoaded: () => true,
    load: (_context, instance) => Promise.resolve((analytics = instance)),
    track: enrich,
    page: enrich,
    screen: enrich,
    identify: enrich,
    group: enrich,
    alias: enrich,
  };
}

/** What the runtime of browser actions hands to `perform`; `payload` is the saved mapping, resolved. */
export interface SessionActionInput {
  context: Context;
  analytics: Analytics;
  payload: SessionOptions;
}

/** The Session Plugin as a browser action: the shape Segment's catalog and its web runtime read. */
export const sessionId = {
  title: 'Session Plugin',
  description: 'Gives every browser event bound for Amplitude the id of its session.',
  platform: 'web',
  lifecycleHook: 'enrichment',
  hidden: false,
  defaultSubscription:
    'type = "track" or type = "identify" or type = "group" or type = "page" or type = "alias"',
  fields: {
    sessionLength: {
      label: 'Session Length',
      type: 'number',
      description: 'Milliseconds without an event after which a session is over.',
      default: DEFAULT_LENGTH,
    },
    triggerSessionEvents: {
      label: 'Trigger Session Events',
      type: 'boolean',
      description: 'Send an event to Amplitude when a session starts and when it ends.',
      default: false,
    },
    sessionStartEvent: {
      label: 'Session Start Event',
      type: 'string',
      description: 'Name of the event that marks the start of a session.',
      default: 'session_started',
    },
    sessionEndEvent: {
      label: 'Session End Event',
      type: 'string',
      description: 'Name of the event that marks the end of a session.',
      default: 'session_ended',
    },
  },
  perform: (_client: unknown, { context, analytics, payload }: SessionActionInput): void =>
    trackSession(context, analytics, payload),
} as const;
