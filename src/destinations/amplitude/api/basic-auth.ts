import type { Settings } from '../settings';

/** Header of the endpoints that ask for both keys. */
export function basicAuth({ apiKey, secretKey }: Settings): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${apiKey}:${secretKey}`).toString('base64')}` };
}
