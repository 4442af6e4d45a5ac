import type { InputField } from '@segment/actions-core';
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

const withSessionEvents: InputField['depends_on'] = {
  conditions: [{ fieldKey: 'triggerSessionEvents', operator: 'is', value: true }],
};

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
      default: DEFAULT_WEB_LENGTH,
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
      depends_on: withSessionEvents,
    },
    sessionEndEvent: {
      label: 'Session End Event',
      type: 'string',
      description: 'Name of the event that marks the end of a session.',
      default: 'session_ended',
      depends_on: withSessionEvents,
    },
    extendOn: {
      label: 'Events That Extend',
      type: 'string',
      multiple: true,
      description:
        'Names of track events and types of other calls that start and extend a session. Default: all.',
    },
    resetOnReset: {
      label: 'End on Reset',
      type: 'boolean',
      description: 'End the session when a visitor is reset, as on logout.',
      default: true,
    },
    resetOnNewCampaign: {
      label: 'New Session per Campaign',
      type: 'boolean',
      description: 'Start a new session when a visitor comes from another campaign.',
      default: false,
    },
    crossDomain: {
      label: 'Cross-Domain Sessions',
      type: 'boolean',
      description: "Take over the session that `ampSessionId` in the page's address names.",
      default: false,
    },
  },
  perform: (_client: unknown, { context, analytics, payload }: SessionActionInput): unknown =>
    sessionFor(analytics, payload).enrich(context),
} as const;
