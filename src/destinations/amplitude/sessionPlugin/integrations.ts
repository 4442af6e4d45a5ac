/** Where every Segment session plugin leaves the id: `integrations['Actions Amplitude'].session_id`. */
export const INTEGRATION_KEY = 'Actions Amplitude';

/** The `integrations` object of a Segment event: a boolean or an object of options per destination, and `All`. */
export type Integrations = Record<string, unknown> | null | undefined;

/** Whether the event must not go to Amplitude. Its own flag wins over `All`. */
export function isOptedOut(integrations: Integrations, key = INTEGRATION_KEY): boolean {
  return (integrations?.[key] ?? integrations?.All) === false;
}

/** Whether the event brings its own session id. -1 is one: it says "outside any session". */
export function hasSessionId(integrations: Integrations, key = INTEGRATION_KEY): boolean {
  const id = optionsOf(integrations, key).session_id;
  return id != null && id !== '';
}

/** Copies: the options object may be shared between events by the caller's own code. */
export function withSessionId(
  integrations: Integrations,
  sessionId: number,
  key = INTEGRATION_KEY,
): Record<string, unknown> {
  return { ...integrations, [key]: { ...optionsOf(integrations, key), session_id: sessionId } };
}

/**
 * `integrations` for an event that concerns Amplitude alone. `All: false` loses against a destination that is named,
 * so the named ones are switched off too; all but `Segment.io`, which carries the event in the first place.
 */
export function amplitudeOnly(
  destinations: string[],
  sessionId: number,
  key = INTEGRATION_KEY,
): Record<string, boolean | { session_id: number }> {
  const others = destinations.filter((name) => name !== 'Segment.io').map((name) => [name, false] as const);
  return { ...Object.fromEntries(others), All: false, [key]: { session_id: sessionId } };
}

/** An empty object for a destination that is only switched on or off. */
function optionsOf(integrations: Integrations, key: string): Record<string, unknown> {
  const options = integrations?.[key];
  return typeof options === 'object' ? { ...options } : {};
}
