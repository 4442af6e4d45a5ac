import type { Rules } from './rules';

/** The API key of `Basic base64(api_key:secret_key)`, if both are accepted ("User Privacy", "Dashboard REST"). */
export function readBasicKey(authorization: string | undefined, rules: Rules): string | undefined {
  const [scheme, encoded = ''] = (authorization ?? '').split(' ');
  const [key = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  const isRight = scheme?.toLowerCase() === 'basic' && rules.acceptsKey(key) && rules.acceptsSecret(secret);
  return isRight ? key : undefined;
}
