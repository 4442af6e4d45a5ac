import type { Call } from './route';

/** Whether the call carries `Basic base64(api_key:secret_key)` of the project ("User Privacy", "Dashboard REST"). */
export function isAuthorized({ headers, project }: Call): boolean {
  const [scheme, encoded = ''] = (headers.authorization ?? '').split(' ');
  const [key = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':', 2);
  return scheme?.toLowerCase() === 'basic' && project.acceptsKey(key) && project.acceptsSecret(secret);
}
