import { isJsonObject } from '../../../json-object';

/** The field that holds it, and the key under which the attribution plugin leaves it on an event. */
export const CAPTURED = 'autocapture_attribution';

/** What the attribution plugin left on an event; undefined where the integration is only on or off. */
export function readCaptured(integrations: unknown): unknown {
  const options = isJsonObject(integrations) ? integrations['Actions Amplitude'] : undefined;
  return isJsonObject(options) ? options[CAPTURED] : undefined;
}
