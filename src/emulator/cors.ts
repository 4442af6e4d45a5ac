import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';

/** Amplitude takes events from pages of any origin. */
export const CORS_HEADERS: OutgoingHttpHeaders = { 'access-control-allow-origin': '*' };

const PREFLIGHT_SECONDS = '7200';

/** The answer to a preflight: any header may be sent. */
export function toPreflightHeaders({ headers }: IncomingMessage): OutgoingHttpHeaders {
  return {
    ...CORS_HEADERS,
    'access-control-allow-methods': 'GET, POST, OPTIONS',
    'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
    'access-control-max-age': PREFLIGHT_SECONDS,
    // Chrome asks before a public site reaches a machine of one's own.
    ...(headers['access-control-request-private-network'] !== undefined && {
      'access-control-allow-private-network': 'true',
    }),
  };
}
