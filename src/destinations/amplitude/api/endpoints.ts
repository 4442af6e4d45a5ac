import { REGIONS, toRegion } from './regions';

/** Where each endpoint is: one of a region's hosts, and the path there. */
const ENDPOINTS = {
  httpapi: { host: 'ingestion', path: '/2/httpapi' },
  batch: { host: 'ingestion', path: '/batch' },
  identify: { host: 'ingestion', path: '/identify' },
  groupidentify: { host: 'ingestion', path: '/groupidentify' },
  usermap: { host: 'mapping', path: '/usermap' },
  deletions: { host: 'dashboard', path: '/api/2/deletions/users' },
  usersearch: { host: 'dashboard', path: '/api/2/usersearch' },
} as const;

/** Name of one of Amplitude's APIs that are used here. */
export type Endpoint = keyof typeof ENDPOINTS;
/** The endpoints that take many objects in one request. */
export type IngestionEndpoint = Exclude<Endpoint, 'deletions' | 'usersearch'>;

/**
 * An endpoint's address. `baseUrl` stands in place of Amplitude's host, a path in it in front of the endpoint's own.
 * Throws for an unknown region, as `toRegion` does.
 *
 * @example
 * toUrl('httpapi', 'europe'); // "https://api.eu.amplitude.com/2/httpapi"
 * toUrl('httpapi', undefined, 'http://127.0.0.1:4000/proxy'); // "http://127.0.0.1:4000/proxy/2/httpapi"
 */
export function toUrl(endpoint: Endpoint, region: string | null | undefined, baseUrl?: string): string {
  const { host, path } = ENDPOINTS[endpoint];
  const ofRegion = REGIONS[toRegion(region)].hosts[host];
  return `${baseUrl?.replace(/\/+$/, '') ?? ofRegion}${path}`;
}
