import type { Analytics, Context } from '@segment/analytics-next';
import { DEFAULT_WEB_LENGTH, resolveSessionOptions, type WebSessionOptions } from './session-options';
import { WebSession } from './web-session';

/** What the runtime of browser actions hands to `perform`; `payload` is the saved mapping, resolved. */
export interface SessionActionInput {
  context: Context;
  analytics: Analytics;
  payload: WebSessionOptions;
}

const sessions = new WeakMap<Analytics, WebSession>();

/** The runtime resolves the mapping anew for every event. */
function sessionFor(analytics: Analytics, payload: WebSessionOptions): WebSession {
  const options = resolveSessionOptions(payload, DEFAULT_WEB_LENGTH);
  const session = sessions.get(analytics) ?? new WebSession(analytics, options);
  session.options = options;
  sessions.set(analytics, session);
  return session;
}

const withSessionEvents = {
  conditions: [{ fieldKey: 'triggerSessionEvents', operator: 'is', value: true }],
} as const;

/** The Session Plugin as a browser action: the shape Segment's catalog and its web runtime read. */
export const sessionId = {
  title: 'Session Plugin',
  description: 'Gives every event bound for Amplitude its session id.',
  platform: 'web',
  lifecycleHook: 'enrichment',
  hidden: false,
  defaultSubscription:
    'type = "track" or type = "identify" or type = "group" or type = "page" or type = "alias"',
  fields: {
    sessionLength: {
      label: 'Session Length',
      type: 'number',
      description: 'Milliseconds without an event that end a session.',
      default: DEFAULT_WEB_LENGTH,
    },
    triggerSessionEvents: {
      label: 'Trigger Session Events',
      type: 'boolean',
      description: 'Send an event when a session starts and when it ends.',
      default: false,
    },
    sessionStartEvent: {
      label: 'Session Start Event',
      type: 'string',
      description: 'Name of the start event.',
      default: 'session_started',
      depends_on: withSessionEvents,
    },
    sessionEndEvent: {
      label: 'Session End Event',
      type: 'string',
      description: 'Name of the end event.',
      default: 'session_ended',
      depends_on: withSessionEvents,
    },
    extendOn: {
      label: 'Events That Extend',
      type: 'string',
      multiple: true,
      description: 'Names of track events, types of other calls. Empty: all.',
    },
    resetOnReset: {
      label: 'End on Reset',
      type: 'boolean',
      description: 'A reset, as on logout, ends the session.',
      default: true,
    },
    resetOnNewCampaign: {
      label: 'New Session per Campaign',
      type: 'boolean',
      description: 'Another campaign starts a session.',
      default: false,
    },
    crossDomain: {
      label: 'Cross-Domain Sessions',
      type: 'boolean',
      description: 'Take over the session in the address: `ampSessionId`.',
      default: false,
    },
  },
  /** Gives one event its session id. */
  perform: (_client: unknown, { context, analytics, payload }: SessionActionInput): unknown =>
    sessionFor(analytics, payload).enrich(context),
} as const;
