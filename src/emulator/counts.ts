export const ENDPOINTS = [
  'httpapi',
  'batch',
  'identify',
  'groupidentify',
  'usermap',
  'deletions',
  'usersearch',
] as const;

/** Name of one of Amplitude's APIs that the emulator serves. */
export type Endpoint = (typeof ENDPOINTS)[number];

/** Items are events, identifications, mappings or ids to delete. received = ingested + deduped + rejected. */
export interface Counts {
  requests: number;
  received: number;
  ingested: number;
  deduped: number;
  rejected: number;
}

export interface AllCounts extends Counts {
  byEndpoint: Record<Endpoint, Counts>;
}

const none = (): Counts => ({ requests: 0, received: 0, ingested: 0, deduped: 0, rejected: 0 });

export function createCounts(): AllCounts {
  const byEndpoint = Object.fromEntries(ENDPOINTS.map((endpoint) => [endpoint, none()]));
  return { ...none(), byEndpoint: byEndpoint as Record<Endpoint, Counts> };
}

export function addToCounts(counts: AllCounts, endpoint: Endpoint, added: Omit<Counts, 'requests'>): void {
  for (const total of [counts, counts.byEndpoint[endpoint]]) {
    total.requests += 1;
    total.received += added.received;
    total.ingested += added.ingested;
    total.deduped += added.deduped;
    total.rejected += added.rejected;
  }
}
