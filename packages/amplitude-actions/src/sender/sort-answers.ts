import type { Batch, Job } from './job';
import { isRetryable } from './retry-waits';

/** The destination's answer for one event of a call. */
export interface Answer {
  status: number;
  /** Why it was refused; absent when delivered. */
  reason?: string;
  /** Amplitude named an id of the event as one over its rate or quota. */
  isThrottled?: boolean;
}

/** What the answers to a batch mean for its jobs. */
export interface SortedAnswers {
  final: [Job, Answer][];
  /** To be tried again once their ids have rested. */
  throttled: Job[];
  /** To be tried again after a while. */
  failed: Job[];
  /** Some were answered 429. */
  isRateLimited: boolean;
  /** Why something is tried again. */
  reason?: string;
}

const TOO_MANY_REQUESTS = 429;
const NO_ANSWER: Answer = { status: 500, reason: 'the destination gave no answer' };

/** Parts the jobs by their answers, which come in the same order, and counts another attempt for those to try again. */
export function sortAnswers({ jobs }: Batch, answers: readonly Answer[]): SortedAnswers {
  const sorted: SortedAnswers = { final: [], throttled: [], failed: [], isRateLimited: false };
  jobs.forEach((job, index) => {
    const answer = answers[index] ?? NO_ANSWER;
    if (!isRetryable(answer.status)) {
      sorted.final.push([job, answer]);
      return;
    }
    job.attempts += 1;
    sorted.isRateLimited ||= answer.status === TOO_MANY_REQUESTS;
    sorted.reason ??= answer.reason;
    (answer.isThrottled === true ? sorted.throttled : sorted.failed).push(job);
  });
  return sorted;
}
