import { isJsonObject, isRetryable } from 'segment-actions-amplitude/api';
import { type EventAnswer, type SubscriptionDelivery } from 'segment-actions-amplitude/runtime';
import { type Batch } from './batch';
import { type Failure, type Job, type SendItem } from './job';

/** What the answers to a batch mean for its jobs. */
export interface SortedAnswers<Item extends SendItem> {
  final: [Job<Item>, EventAnswer][];
  /** To be tried again once their ids have rested, with the subscription that was throttled. */
  throttled: { job: Job<Item>; subscription: string }[];
  /** To be tried again after a while. */
  failed: Job<Item>[];
  /** A subscription that was answered 429 without a name of an id. */
  rateLimited?: string;
  /** Why something is tried again. */
  reason?: string;
}

const DELIVERED = 200;
const TOO_MANY_REQUESTS = 429;
const NO_ANSWER: EventAnswer = {
  outcome: 'retry',
  reason: 'The destination gave no answer.',
  deliveries: [],
  notices: [],
};

/** Parts the jobs by their answers, which come in the same order; those to try again know afterwards what is still due. */
export function sortAnswers<Item extends SendItem>(
  { jobs }: Batch<Item>,
  answers: readonly EventAnswer[],
): SortedAnswers<Item> {
  const sorted: SortedAnswers<Item> = { final: [], throttled: [], failed: [] };
  jobs.forEach((job, index) => {
    const answer = answers[index] ?? NO_ANSWER;
    keepFailures(job, answer);
    if (answer.outcome === 'retry') sortRetry(job, answer, sorted);
    else sorted.final.push([job, answer]);
  });
  return sorted;
}

function sortRetry<Item extends SendItem>(
  job: Job<Item>,
  { deliveries, reason }: EventAnswer,
  sorted: SortedAnswers<Item>,
): void {
  const due = deliveries.filter(({ status }) => isRetryable(status));
  job.attempts += 1;
  if (due.length > 0) job.item.subscriptions = due.map(({ subscription }) => subscription);
  if (reason !== undefined) sorted.reason ??= reason;
  const slowed = due.find(({ status }) => status === TOO_MANY_REQUESTS);
  if (slowed !== undefined && namesIds(slowed)) {
    sorted.throttled.push({ job, subscription: slowed.subscription });
    return;
  }
  if (slowed !== undefined) sorted.rateLimited ??= slowed.subscription;
  sorted.failed.push(job);
}

function keepFailures(job: Job, { deliveries }: EventAnswer): void {
  for (const { subscription, status, message } of deliveries) {
    if (status === DELIVERED || isRetryable(status)) continue;
    const failure: Failure = { subscription, status, reason: message ?? `status ${status}` };
    job.failures = [...job.failures, failure];
  }
}

const NAMES_OF_IDS = [
  'throttled_users',
  'throttled_devices',
  'throttled_events',
  'exceeded_daily_quota_users',
  'exceeded_daily_quota_devices',
];

/** Whether a 429 is about ids ("HTTP V2, 429s in depth"). One that names none passes as any other failure does. */
function namesIds({ body }: SubscriptionDelivery): boolean {
  return isJsonObject(body) && NAMES_OF_IDS.some((name) => name in body);
}
