import { isJsonObject } from '../../json-object';

/**
 * Whether the sender kept the event from this destination (Segment Spec, "Integrations"): one of its names is false, or
 * all are off and none of its names is on. An object of options is on.
 */
export function isOptedOut(integrations: unknown, names: readonly string[]): boolean {
  if (!isJsonObject(integrations)) return false;
  if (names.some((name) => integrations[name] === false)) return true;
  return integrations.All === false && !names.some((name) => Boolean(integrations[name]));
}
