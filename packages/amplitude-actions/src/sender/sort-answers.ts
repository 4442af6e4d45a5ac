import { EVENT_LISTS, isJsonObject, isRetryable, type Throttle } from 'segment-actions-amplitude/api';
import { type EventAnswer, type SubscriptionDelivery } from 'segment-actions-amplitude/runtime';
import { type Batch } from './batch';
import { type Failure, type Job, type SendItem } from './job';

/** What the answers to a batch mean for its jobs. */
export interface SortedAnswers<Item extends SendItem> {
  final: [Job<Item>, EventAnswer][];
  /** To be tried again once their ids have rested, with the subscription that was throttled. */
  throttled: { job: Job<Item>; subscription: string; cause: Throttle }[];
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
  const cause = slowed === undefined ? undefined : causeOf(slowed);
  if (slowed !== undefined && cause !== undefined) {
    sorted.throttled.push({ job, subscription: slowed.subscription, cause });
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

/** Why ids were named in a 429; undefined for one that names none, which is about the project. */
function causeOf({ body }: SubscriptionDelivery): Throttle | undefined {
  if (!isJsonObject(body)) return undefined;
  for (const { key, kind } of EVENT_LISTS) {
    if (kind !== 'silenced' && hasEntries(body[key])) return kind;
  }
  return undefined;
}

const hasEntries = (list: unknown): boolean =>
  typeof list === 'object' && list !== null && Object.keys(list).length > 0;

interface ThrottledGroup<Item extends SendItem> {
  subscription: string;
  cause: Throttle;
  jobs: Job<Item>[];
}

/** Those that rest equally long. */
export function groupThrottled<Item extends SendItem>(
  throttled: SortedAnswers<Item>['throttled'],
): ThrottledGroup<Item>[] {
  const groups = new Map<string, ThrottledGroup<Item>>();
  for (const { job, subscription, cause } of throttled) {
    const key = `${cause} ${subscription}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { subscription, cause, jobs: [job] });
    else group.jobs.push(job);
  }
  return [...groups.values()];
}
