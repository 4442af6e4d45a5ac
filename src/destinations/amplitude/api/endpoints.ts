type Region = 'north_america' | 'europe';

/** Amplitude's endpoints by region. User mapping lives on another host than ingestion (User Mapping API). */
const URLS = {
  httpapi: {
    north_america: 'https://api2.amplitude.com/2/httpapi',
    europe: 'https://api.eu.amplitude.com/2/httpapi',
  },
  batch: {
    north_america: 'https://api2.amplitude.com/batch',
    europe: 'https://api.eu.amplitude.com/batch',
  },
  identify: {
    north_america: 'https://api2.amplitude.com/identify',
    europe: 'https://api.eu.amplitude.com/identify',
  },
  groupidentify: {
    north_america: 'https://api2.amplitude.com/groupidentify',
    europe: 'https://api.eu.amplitude.com/groupidentify',
  },
  usermap: {
    north_america: 'https://api.amplitude.com/usermap',
    europe: 'https://api.eu.amplitude.com/usermap',
  },
  deletions: {
    north_america: 'https://amplitude.com/api/2/deletions/users',
    europe: 'https://analytics.eu.amplitude.com/api/2/deletions/users',
  },
  usersearch: {
    north_america: 'https://amplitude.com/api/2/usersearch',
    europe: 'https://analytics.eu.amplitude.com/api/2/usersearch',
  },
} as const satisfies Record<string, Record<Region, string>>;

export type Endpoint = keyof typeof URLS;
/** The endpoints that take many objects in one request. */
export type IngestionEndpoint = 'httpapi' | 'batch' | 'identify' | 'groupidentify' | 'usermap';

/** An endpoint's address. An unknown region is north_america; `baseUrl` replaces the origin and keeps the path. */
export function toUrl(endpoint: Endpoint, region: string | undefined, baseUrl?: string): string {
  const url = URLS[endpoint][region === 'europe' ? 'europe' : 'north_america'];
  return baseUrl === undefined ? url : new URL(new URL(url).pathname, baseUrl).href;
}
