/** Where every Segment session plugin leaves the id: `integrations['Actions Amplitude'].session_id`. */
export const INTEGRATION_KEY = 'Actions Amplitude';

/** The `integrations` object of a Segment event: a boolean or an object of options per destination, and `All`. */
export type Integrations = Record<string, unknown> | null | undefined;

/** The same as a session plugin makes it. */
export type ChosenIntegrations = Record<string, boolean | Record<string, unknown>>;

/** Whether the event must not go to Amplitude. Its own flag wins over `All`. */
export function isOptedOut(integrations: Integrations, key: string): boolean {
  return (integrations?.[key] ?? integrations?.All) === false;
}

/** Whether the event brings its own session id. -1 is one: it says "outside any session". */
export function hasSessionId(integrations: Integrations, key: string): boolean {
  return (optionsOf(integrations, key)?.session_id ?? '') !== '';
}

/** Copies: the options object may be shared between events by the caller's own code. */
export function withSessionId(
  integrations: Integrations,
  sessionId: number,
  key: string,
): ChosenIntegrations {
  const others = integrations as ChosenIntegrations | null | undefined;
  return { ...others, [key]: { ...optionsOf(integrations, key), session_id: sessionId } };
}

/**
 * `integrations` for an event that concerns Amplitude alone. `All: false` loses against a destination that is named,
 * so the named ones are switched off too; all but `Segment.io`, which carries the event in the first place.
 */
export function amplitudeOnly(integrations: object, key: string): ChosenIntegrations {
  const named = Object.entries(integrations as ChosenIntegrations);
  return Object.fromEntries(
    named.map(([name, options]) => [name, [key, 'Segment.io'].includes(name) && options]),
  );
}

/** None for a destination that is only switched on or off. */
export function optionsOf(integrations: Integrations, key: string): Record<string, unknown> | undefined {
  const options = integrations?.[key];
  return typeof options === 'object' ? (options as Record<string, unknown>) : undefined;
}
