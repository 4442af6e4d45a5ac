import {
  APIError,
  InvalidAuthenticationError,
  MultiStatusResponse,
  PayloadValidationError,
  RetryableError,
  type ActionDestinationErrorResponse,
  type ActionDestinationSuccessResponse,
} from '@segment/actions-core';
import type { AmplitudeObject } from '../amplitude-event';
import type { Result } from './delivery-state';
import type { EncodedItem } from './item';
import { isRetryable } from './outcome';
import type { Redactor } from './redact';

/** The framework's answer for one payload. */
export type PayloadAnswer = SuccessAnswer | ErrorAnswer;
type SuccessAnswer = ReturnType<ActionDestinationSuccessResponse['value']>;
type ErrorAnswer = ReturnType<ActionDestinationErrorResponse['value']>;

const DELIVERED = 200;
/** Those that the framework's own error has. */
const RETRYABLE_ERRORS = [408, 423, 429, 500, 502, 503, 504] as const;

/**
 * A payload refused before anything was sent. It has neither `sent` nor `body`: Amplitude never saw it. An error that no
 * rule of ours raised comes from a payload whose types a host did not check; it must not cost the rest of its batch.
 */
export function toRefusal(error: unknown): PayloadAnswer {
  const reason = toText(error);
  const errormessage =
    error instanceof PayloadValidationError
      ? reason
      : `The event could not be mapped for Amplitude: ${reason}`;
  return { status: 400, errortype: 'PAYLOAD_VALIDATION_FAILED', errormessage };
}

/** A payload may hold code that throws what cannot be read itself. */
function toText(error: unknown): string {
  try {
    return error instanceof Error ? error.message : String(error);
  } catch {
    return 'it holds what cannot be read.';
  }
}

/** The result that decides for a payload: one that was refused, else one that is retryable, else any. */
export function findWorst(results: readonly Result[]): Result | undefined {
  const [first] = results;
  if (first === undefined || results.length === 1) return first;
  return (
    results.find(({ status }) => status !== DELIVERED && !isRetryable(status)) ??
    results.find(({ status }) => status !== DELIVERED) ??
    first
  );
}

/** Folds the results of one payload's items: final if any was refused, else retryable, else delivered. */
export function foldResults(
  items: readonly EncodedItem[],
  results: readonly Result[],
  redactor: Redactor,
): PayloadAnswer {
  const worst = findWorst(results);
  if (worst === undefined)
    return { status: DELIVERED, sent: { events: [] }, body: 'Skipped: nothing to send.' };
  const answer: PayloadAnswer =
    worst.status === DELIVERED
      ? { status: DELIVERED, sent: {}, body: '' }
      : { status: worst.status, errormessage: toMessage(worst, results) };
  if (results.some((result) => result.isSent)) answer.sent = toSent(items, redactor);
  if (worst.body !== undefined) answer.body = worst.body;
  return answer;
}

/** Most hosts never look: what a host might log is searched for keys when it is read. */
function toSent(items: readonly EncodedItem[], redactor: Redactor): { events: AmplitudeObject[] } {
  const objects = items.map(({ object }) => object);
  let events: AmplitudeObject[] | undefined;
  return {
    get events() {
      return (events ??= objects.map(redactor.sent));
    },
  };
}

function toMessage(worst: Result, results: readonly Result[]): string {
  if (results.length === 1) return worst.message;
  const delivered = results.filter(({ status }) => status === DELIVERED).length;
  return `${worst.message} (${delivered} of the ${results.length} requests or events of this call were delivered.)`;
}

/** All answers, in the order of the payloads. */
export function toMultiStatus(answers: PayloadAnswer[]): MultiStatusResponse {
  const response = new MultiStatusResponse();
  for (const answer of answers) {
    if (isError(answer)) response.pushErrorResponse(answer);
    else response.pushSuccessResponse(answer);
  }
  return response;
}

/** The answer of a single payload: returned when delivered, thrown as an error whose `status` says whether to retry. */
export function unwrap(answer: PayloadAnswer | undefined): PayloadAnswer {
  if (answer === undefined) throw new TypeError('A delivery gave no answer.');
  if (!isError(answer)) return answer;
  const { status, errormessage, errortype } = answer;
  if (errortype === 'PAYLOAD_VALIDATION_FAILED') throw new PayloadValidationError(errormessage);
  throw toError(status, errormessage);
}

/** The framework's error for a status. */
export function toError(status: number, message: string): Error {
  if (status === 401) return new InvalidAuthenticationError(message);
  const retryable = RETRYABLE_ERRORS.find((code) => code === status);
  return retryable === undefined ? new APIError(message, status) : new RetryableError(message, retryable);
}

function isError(answer: PayloadAnswer): answer is ErrorAnswer {
  return 'errormessage' in answer;
}
