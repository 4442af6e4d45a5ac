import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { type Failure, type SendItem } from './job';
import { type ThrottleCause, type ThrottleRule } from './retry-waits';

export interface SenderOptions<Item extends SendItem> {
  /** One call of the runtime: an answer an item, in order. A rejection ends the run. */
  deliver(this: void, items: readonly Item[]): Promise<readonly EventAnswer[]>;
  /** The item has its final answer; `failures` are all deliveries of it that were refused. */
  onSettled(this: void, item: Item, answer: EventAnswer, failures: readonly Failure[]): void;
  /** A call goes out; `again` of its items did so before. */
  onSent?(this: void, sent: { again: number }): void;
  /** A call was answered and its final answers were handed over. */
  onAnswered(this: void, answered: { retried: number; reason?: string | undefined }): void;
  /** Amplitude throttles an id of these; they rest, then go again by themselves. */
  onThrottled?(this: void, items: readonly Item[]): void;
  /** Nothing more will be sent. */
  onStop?(this: void): void;
  /** How long an id rests that a subscription's endpoint throttled, and its rate from then on. */
  toThrottleRule(this: void, subscription: string, cause: ThrottleCause): ThrottleRule;
  /** Calls in flight at once. */
  concurrency: number;
  /** Events per call. */
  batchSize: number;
  /** Stop when nothing got a final answer for so long. */
  giveUpAfterMs: number;
}
