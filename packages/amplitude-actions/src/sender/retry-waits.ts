import {
  DAILY_QUOTA_WAIT_MS,
  PROJECT_WAIT_MS,
  RATES,
  type IngestionEndpoint,
  type Throttle,
} from 'segment-actions-amplitude/api';
import { type Subscription } from 'segment-actions-amplitude/runtime';

/** What a 429 asks for: how long to wait, and the rate of an id that was named from then on. */
export interface ThrottleRule {
  restMs: number;
  perSecond: number;
}

/** Why a 429 came: an id over its rate or its daily quota, or the whole project over its limit. */
export type ThrottleCause = Throttle | 'project';

const ENDPOINTS: Partial<Record<Subscription['partnerAction'], IngestionEndpoint>> = {
  identifyUser: 'identify',
  groupIdentifyUser: 'groupidentify',
  mapUser: 'usermap',
};

const WAITS: Partial<Record<ThrottleCause, number>> = {
  'daily-quota': DAILY_QUOTA_WAIT_MS,
  project: PROJECT_WAIT_MS,
};

/** What Amplitude documents for the endpoint of a subscription; `restMs` takes the place of every documented wait. */
export function toThrottleRule(
  { partnerAction, mapping = {} }: Pick<Subscription, 'partnerAction' | 'mapping'>,
  cause: ThrottleCause,
  restMs?: number,
): ThrottleRule {
  const isBatch = 'use_batch_endpoint' in mapping && mapping.use_batch_endpoint === true;
  const { waitMs, perSecond } = RATES[ENDPOINTS[partnerAction] ?? (isBatch ? 'batch' : 'httpapi')];
  return { restMs: restMs ?? WAITS[cause] ?? waitMs, perSecond };
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * The wait before the next attempt at something that failed for a while: doubled each time up to a minute, and
 * between half and all of that, so that what failed together does not come back together.
 */
export function toBackoffMs(attempts: number, random: () => number = Math.random): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1));
  return wait / 2 + (random() * wait) / 2;
}
