/** Where every Segment session plugin leaves the id: `integrations['Actions Amplitude'].session_id`. */
export const INTEGRATION_KEY = 'Actions Amplitude';

/** The `integrations` object of a Segment event: a boolean or an object of options per destination, and `All`. */
export type Integrations = Record<string, unknown>;

/** Whether the event must not go to Amplitude. Its own flag wins over `All`. */
export function isOptedOut(integrations: Integrations = {}): boolean {
  return (integrations[INTEGRATION_KEY] ?? integrations.All) === false;
}

/** Whether the event brings its own session id. -1 is one: it says "outside any session". */
export function hasSessionId(integrations: Integrations = {}): boolean {
  const id = optionsOf(integrations).session_id;
  return id != null && id !== '';
}

/** Copies: the options object may be shared between events by the caller's own code. */
export function withSessionId(integrations: Integrations = {}, sessionId: number): Integrations {
  return { ...integrations, [INTEGRATION_KEY]: { ...optionsOf(integrations), session_id: sessionId } };
}

/**
 * `integrations` for an event that concerns Amplitude alone. `All: false` loses against a destination that is named,
 * so the named ones are switched off too; all but `Segment.io`, which carries the event in the first place.
 */
export function amplitudeOnly(
  destinations: string[],
  sessionId: number,
): Record<string, boolean | { session_id: number }> {
  const others = destinations.filter((name) => name !== 'Segment.io').map((name) => [name, false] as const);
  return { ...Object.fromEntries(others), All: false, [INTEGRATION_KEY]: { session_id: sessionId } };
}

/** An empty object for a destination that is only switched on or off. */
function optionsOf(integrations: Integrations): Record<string, unknown> {
  const options = integrations[INTEGRATION_KEY];
  return typeof options === 'object' ? { ...options } : {};
}
