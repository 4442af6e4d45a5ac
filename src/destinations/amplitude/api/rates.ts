import type { Endpoint } from './endpoints';

/** How fast an endpoint takes data, and how long to wait after a 429. */
export interface Rate {
  /** Events, identifies, mappings or requests a second. */
  perSecond: number;
  /** What is counted together: a user or device id, a project, or all projects of an organization. */
  scope: 'id' | 'project' | 'organization';
  /** Milliseconds until what was answered 429 may be sent again. */
  waitMs: number;
}

/**
 * HTTP V2, "429s in depth"; Batch Event Upload, 429; Identify, 429, whose rate is that of HTTP V2; Group Identify, which
 * follows Identify, with the organization's limit of the SDK debugging guide; User Mapping, limits (1,500 mappings in
 * 30 seconds); User Privacy, one request a second; Dashboard REST, 360 searches an hour.
 */
export const RATES: Record<Endpoint, Rate> = {
  httpapi: { perSecond: 30, scope: 'id', waitMs: 30_000 },
  batch: { perSecond: 1000, scope: 'id', waitMs: 15_000 },
  identify: { perSecond: 30, scope: 'id', waitMs: 15_000 },
  groupidentify: { perSecond: 10_000, scope: 'organization', waitMs: 15_000 },
  usermap: { perSecond: 50, scope: 'project', waitMs: 30_000 },
  deletions: { perSecond: 1, scope: 'project', waitMs: 1_000 },
  usersearch: { perSecond: 0.1, scope: 'project', waitMs: 10_000 },
};

/** After a 429 that names nobody the whole project is over its limit (SDK debugging guide). */
export const PROJECT_WAIT_MS = 60_000;
/** The daily quota is counted over 24 hours, in steps of an hour (Batch Event Upload, 429). */
export const DAILY_QUOTA_WAIT_MS = 3_600_000;

/** Over so many seconds Amplitude takes the average of a rate (HTTP V2, "429s in depth"; Batch Event Upload, 429). */
export const WINDOW_SECONDS = 30;

/** How many events of one user or device an endpoint takes at once, with none before. */
export function mostOfOneId(endpoint: Endpoint): number {
  const { perSecond, scope } = RATES[endpoint];
  return scope === 'id' ? perSecond * WINDOW_SECONDS : Infinity;
}
