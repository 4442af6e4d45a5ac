import { INTEGRATION_KEY } from './integrations';

export const DEFAULT_WEB_LENGTH = 1_800_000;
export const DEFAULT_PHONE_LENGTH = 300_000;

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
  onStart: (sessionId: number) => void;
  onEnd: (sessionId: number) => void;
  extendOn: (event: SessionEventFacts) => boolean;
  integrationName: string;
  resetOnReset: boolean;
  resetOnNewCampaign: boolean;
  crossDomain: boolean;
}

const DEFAULTS = {
  triggerSessionEvents: false,
  sessionStartEvent: 'session_started',
  sessionEndEvent: 'session_ended',
  onStart: () => undefined,
  onEnd: () => undefined,
  extendOn: () => true,
  integrationName: INTEGRATION_KEY,
  resetOnReset: true,
  resetOnNewCampaign: false,
  crossDomain: false,
};

/**
 * Fills in the defaults and checks the rest. `'true'` is true: settings that travel through a form or an attribute are
 * text. A length that is no positive number would make every event its own session, so the default stands in for it.
 * Throws a TypeError that names the option.
 */
export function resolveSessionOptions(
  options: WebSessionOptions,
  defaultLength: number,
): ResolvedSessionOptions {
  const length = Number(options.sessionLength);
  const resolved: Record<string, unknown> = { sessionLength: length > 0 ? length : defaultLength };
  for (const [name, byDefault] of Object.entries(DEFAULTS)) {
    let value: unknown = options[name as keyof WebSessionOptions] ?? byDefault;
    if (name === 'extendOn' && Array.isArray(value)) value = toPredicate(value);
    value = typeof byDefault === 'boolean' ? String(value) === 'true' : value || byDefault;
    if (typeof value !== typeof byDefault) {
      throw new TypeError(`amplitudeSession: ${name} must be a ${typeof byDefault}.`);
    }
    resolved[name] = value;
  }
  return resolved as typeof DEFAULTS & { sessionLength: number };
}

function toPredicate(names: unknown[]): ResolvedSessionOptions['extendOn'] {
  return ({ type, event }) => names.length === 0 || names.includes(event ?? type);
}
