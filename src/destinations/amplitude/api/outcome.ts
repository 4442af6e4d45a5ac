import type { JSONLikeObject } from '@segment/actions-core';
import type { Notice } from '../notice';
import type { Throttle } from './event-lists';

const RETRYABLE = new Set([408, 423, 429]);
const NOT_IMPLEMENTED = 501;

/** The answer for one object. 200 is delivered; {@link isRetryable} tells the rest apart. */
export interface Outcome {
  status: number;
  /** One plain sentence, without any key. */
  message: string;
  /** Amplitude's answer, redacted. Absent where Amplitude was not asked. */
  body?: JSONLikeObject | string;
  /** A 429 that is about the event's own user or device, and no sign that the project is too fast. */
  throttle?: Throttle;
  /** What there is to tell about the request. */
  notice?: Notice;
}

/**
 * Whether what was answered with this status should be sent again: 408, 423, 429 and 5xx but 501. It is the framework's
 * own rule, and the only one here.
 *
 * @example const due = answer.deliveries.filter(({ status }) => isRetryable(status));
 */
export function isRetryable(status: number): boolean {
  return RETRYABLE.has(status) || (status >= 500 && status !== NOT_IMPLEMENTED);
}
