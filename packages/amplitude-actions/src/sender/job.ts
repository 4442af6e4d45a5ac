import type { SegmentEvent } from '@segment/actions-core';
import type { Subscription } from '../subscriptions/subscription';

/** One event on its way, until every subscription that it matched has a final answer. */
export interface PendingEvent {
  event: SegmentEvent;
  place: string;
  /** Which input, and which record of it. */
  source: number;
  position: number;
  /** About its size, for bounding memory. */
  bytes: number;
  /** Subscriptions without a final answer. */
  open: number;
  failures: Failure[];
}

export interface Failure {
  subscription: string;
  status: number;
  reason: string;
}

/** One subscription's share of an event. */
export interface Job {
  readonly pending: PendingEvent;
  readonly subscription: Subscription;
  readonly keys: readonly string[];
  /** The unfinished jobs that must reach Amplitude earlier: at most one a key. */
  readonly before: Set<Job>;
  readonly after: Job[];
  /** The batch it was last put into; undefined while it waits. */
  batch?: Batch;
  /** Waits for a moment, not for another job. */
  isParked: boolean;
  /** Has its final answer, but an earlier job has none yet. */
  isSettled: boolean;
  attempts: number;
}

/** Jobs of one subscription that go to the destination in one call. */
export interface Batch {
  readonly subscription: Subscription;
  readonly jobs: Job[];
  readonly openedAt: number;
  /** Jobs in it by key, kept for keys that Amplitude throttled. */
  readonly paced: Map<string, number>;
}

export function toJob(pending: PendingEvent, subscription: Subscription, keys: readonly string[]): Job {
  return {
    pending,
    subscription,
    keys,
    before: new Set(),
    after: [],
    isParked: false,
    isSettled: false,
    attempts: 0,
  };
}
