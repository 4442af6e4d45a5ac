import { DEFAULT_REGION, REGION_KEYS } from '../destinations/amplitude/api/regions';
import type { RuntimeOptions } from './runtime';

/** Throws a TypeError with one sentence for options that can never work. No key is shown. */
export function checkOptions({ settings, integrationNames }: RuntimeOptions): void {
  if (typeof settings?.apiKey !== 'string' || settings.apiKey.trim() === '') {
    throw new TypeError('settings.apiKey is empty: it must be the API key of an Amplitude project.');
  }
  const { endpoint = DEFAULT_REGION } = settings;
  if (!REGION_KEYS.includes(endpoint)) {
    throw new TypeError(
      `settings.endpoint is ${JSON.stringify(endpoint)}: it must be one of ${REGION_KEYS.join(', ')}.`,
    );
  }
  if (integrationNames?.length === 0) throw new TypeError('integrationNames is empty: it must hold a name.');
}
