import { INTEGRATION_KEY } from './integrations';

export const DEFAULT_WEB_LENGTH = 30 * 60 * 1000;
export const DEFAULT_PHONE_LENGTH = 5 * 60 * 1000;

/** The parts of a Segment event that an option may ask for. */
export interface SessionEventFacts {
  type?: string;
  event?: string | null | undefined;
  name?: string | null | undefined;
  properties?: object | null | undefined;
  timestamp?: unknown;
}

/** Options of every session plugin. */
export interface SessionOptions {
  /** Milliseconds without an event after which a session is over. Default: 30 minutes on the web, 5 on a phone. */
  sessionLength?: number | undefined;
  /** Send an event when a session starts and when it ends. Default false. */
  triggerSessionEvents?: boolean | undefined;
  /** Name of the start event. Default `session_started`. */
  sessionStartEvent?: string | undefined;
  /** Name of the end event. Default `session_ended`. */
  sessionEndEvent?: string | undefined;
  /** Called when a session starts, in the tab whose event started it, with or without start events. */
  onStart?: ((sessionId: number) => void) | undefined;
  /** Called when a session is found to be over, or is ended by a call. */
  onEnd?: ((sessionId: number) => void) | undefined;
  /**
   * Which events start and prolong a session: a function, or the names of track events and the types of other calls,
   * for instance `['Song Played', 'page']`. The others get the id of a session that runs, else -1. Default: all.
   */
  extendOn?: readonly string[] | ((event: SessionEventFacts) => boolean) | undefined;
  /** The destination whose options carry the id. Default `Actions Amplitude`. */
  integrationName?: string | undefined;
  /** Whether `analytics.reset()` ends the session. Default true. */
  resetOnReset?: boolean | undefined;
}

/** Options of the web plugin. */
export interface WebSessionOptions extends SessionOptions {
  /** Whether an event with another campaign than the session's starts a new session. Default false. */
  resetOnNewCampaign?: boolean | undefined;
  /** Take over the session that `ampSessionId` in the page's address names. Default false. */
  crossDomain?: boolean | undefined;
}

export interface ResolvedSessionOptions {
  sessionLength: number;
  triggerSessionEvents: boolean;
  sessionStartEvent: string;
  sessionEndEvent: string;
  onStart: ((sessionId: number) => void) | undefined;
  onEnd: ((sessionId: number) => void) | undefined;
  extendOn: (event: SessionEventFacts) => boolean;
  integrationName: string;
  resetOnReset: boolean;
  resetOnNewCampaign: boolean;
  crossDomain: boolean;
}

/**
 * Fills in the defaults and checks the rest. `'true'` is true: settings that travel through a form or an attribute are
 * text. A length that is no positive number would make every event its own session, so the default stands in for it.
 * Throws a TypeError that names the option.
 */
export function resolveSessionOptions(
  options: WebSessionOptions,
  defaultLength: number,
): ResolvedSessionOptions {
  const sessionLength = Number(options.sessionLength);
  const isOn = (name: keyof WebSessionOptions, byDefault = false) =>
    String(options[name] ?? byDefault) === 'true';
  const check = <Name extends keyof WebSessionOptions>(name: Name, type: string) => {
    const value = options[name] || undefined;
    if (value === undefined || typeof value === type) return value;
    throw new TypeError(`amplitudeSession: ${name} must be a ${type}.`);
  };
  return {
    sessionLength: sessionLength > 0 ? sessionLength : defaultLength,
    triggerSessionEvents: isOn('triggerSessionEvents'),
    sessionStartEvent: check('sessionStartEvent', 'string') ?? 'session_started',
    sessionEndEvent: check('sessionEndEvent', 'string') ?? 'session_ended',
    onStart: check('onStart', 'function'),
    onEnd: check('onEnd', 'function'),
    extendOn: toPredicate(options.extendOn),
    integrationName: check('integrationName', 'string') ?? INTEGRATION_KEY,
    resetOnReset: isOn('resetOnReset', true),
    resetOnNewCampaign: isOn('resetOnNewCampaign'),
    crossDomain: isOn('crossDomain'),
  };
}

function toPredicate(extendOn: SessionOptions['extendOn']): ResolvedSessionOptions['extendOn'] {
  if (typeof extendOn === 'function') return extendOn;
  if (!extendOn?.length) return () => true;
  if (!Array.isArray(extendOn))
    throw new TypeError('amplitudeSession: extendOn must be a list or a function.');
  return ({ type, event }) => extendOn.includes(event ?? type);
}
