import type { JSONLikeObject } from '@segment/actions-core';
import type { Notice } from '../notice';

const RETRYABLE = new Set([408, 423, 429]);
const NOT_IMPLEMENTED = 501;

/** The answer for one object. 200 is delivered; {@link isRetryable} tells the rest apart. */
export interface Outcome {
  status: number;
  /** One plain sentence, without any key. */
  message: string;
  /** Amplitude's answer, redacted. Absent where Amplitude was not asked. */
  body?: JSONLikeObject | string;
  /** What there is to tell about the request. */
  notice?: Notice;
}

/** Makes the outcomes that share one answer. */
export type ToOutcome = (status: number, message: string) => Outcome;

/** Whether the host should try again: the framework's own rule. */
export function isRetryable(status: number): boolean {
  return RETRYABLE.has(status) || (status >= 500 && status !== NOT_IMPLEMENTED);
}
