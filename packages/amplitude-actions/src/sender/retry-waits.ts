import { type Subscription } from 'segment-actions-amplitude/runtime';

/** What Amplitude documents for an id over its rate: how long it rests, and the rate it then keeps to. */
export interface ThrottleRule {
  restMs: number;
  perSecond: number;
}

/** "HTTP V2, 429": 30 events a second for each user and device; wait 30 seconds. */
const HTTP_V2: ThrottleRule = { restMs: 30_000, perSecond: 30 };
/** "Batch Event Upload, 429": 1,000 events a second; wait 15 seconds. */
const BATCH: ThrottleRule = { restMs: 15_000, perSecond: 1000 };
/** "Identify, 429": pause the devices for 15 seconds; the rate is that of HTTP V2. */
const IDENTIFY: ThrottleRule = { restMs: 15_000, perSecond: 30 };

const IDENTIFY_ACTIONS = ['identifyUser', 'groupIdentifyUser'];

export function toThrottleRule(
  { partnerAction, mapping = {} }: Pick<Subscription, 'partnerAction' | 'mapping'>,
  restMs?: number,
): ThrottleRule {
  const isBatch = 'use_batch_endpoint' in mapping && mapping.use_batch_endpoint === true;
  const rule = IDENTIFY_ACTIONS.includes(partnerAction) ? IDENTIFY : isBatch ? BATCH : HTTP_V2;
  return restMs === undefined ? rule : { ...rule, restMs };
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
