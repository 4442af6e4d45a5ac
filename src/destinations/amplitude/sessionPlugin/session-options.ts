/** Options of every session plugin. */
export interface SessionOptions {
  /** Milliseconds without an event after which a session is over. Default: 30 minutes on the web, 5 on a phone. */
  sessionLength?: number;
  /** Send an event when a session starts and when it ends. Default false. */
  triggerSessionEvents?: boolean;
  /** Name of the start event. Default `session_started`. */
  sessionStartEvent?: string;
  /** Name of the end event. Default `session_ended`. */
  sessionEndEvent?: string;
}

export type ResolvedSessionOptions = Required<SessionOptions>;

/**
 * Fills in the defaults. A length that is no positive number would make every event its own session, so the default
 * stands in for it; a page or an app must not fail to start over an analytics option.
 */
export function resolveSessionOptions(
  options: SessionOptions,
  defaultLength: number,
): ResolvedSessionOptions {
  const sessionLength = options.sessionLength ?? defaultLength;
  return {
    sessionLength: sessionLength > 0 ? sessionLength : defaultLength,
    triggerSessionEvents: options.triggerSessionEvents === true,
    sessionStartEvent: options.sessionStartEvent || 'session_started',
    sessionEndEvent: options.sessionEndEvent || 'session_ended',
  };
}
