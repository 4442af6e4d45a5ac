import type { IncomingMessage } from 'node:http';

/**
 * Whether a request to the page or its controls may be answered. Browsers say where a request comes from; one of
 * another site, or of another port of this machine, could read or reset everything. Programs send no such header.
 */
export function isAllowedCaller({ headers }: IncomingMessage, allowOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin !== undefined && allowOrigins.includes(origin)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return origin === undefined || origin === `http://${host ?? ''}`;
}
