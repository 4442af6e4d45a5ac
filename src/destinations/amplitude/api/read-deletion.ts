import { isJsonObject } from '../../../json-object';
import type { Settings } from '../settings';
import { isRetryable } from './outcome';
import { parseAnswer, type ParsedAnswer } from './parse-answer';
import { toForeignMessage } from './read-answer';
import { readStatus } from './read-status';
import { toRedactor } from './redact';
import { toReason } from './to-reason';
import type { Answer } from './transport';

/** What became of a request for deletions. */
export interface Deletion {
  /** 200 when Amplitude took it; what it means otherwise, `isRetryable` tells. */
  status: number;
  /** Amplitude's jobs, or its sentence where it knows none of the users; redacted. Undefined unless it took the request. */
  job?: unknown;
  /** The users that Amplitude does not know. */
  unknown: string[];
  /** One sentence where Amplitude did not take the request, else empty. */
  message: string;
}

/**
 * Reads the answer to a request of `toDeletionRequest` (User Privacy API). Never throws.
 *
 * @example const { status, unknown, message } = readDeletion(answer, ['user-12345'], settings);
 */
export function readDeletion(received: Answer, userIds: readonly string[], settings: Settings): Deletion {
  const answer = parseAnswer(received);
  const redactor = toRedactor(settings);
  const { status, foreign } = readStatus('deletions', answer);
  if (status === 200) {
    const job = redactor.value(answer.json ?? answer.text, answer.text.length);
    return { status, job, unknown: toUnknown(answer, userIds), message: '' };
  }
  if (foreign !== undefined) {
    return { status, unknown: [], message: toForeignMessage('deletions', foreign) };
  }
  const verb = isRetryable(status) ? 'did not take' : 'refused';
  const reason = toReason({ ...answer, status }, redactor);
  return { status, unknown: [], message: `Amplitude ${verb} the deletion: ${reason}` };
}

/** Jobs list the ids they could not find; where none was found there is no job but a sentence (seen on the wire). */
function toUnknown({ json }: ParsedAnswer, userIds: readonly string[]): string[] {
  if (typeof json === 'string' || json === undefined) return [...userIds];
  const jobs: unknown[] = Array.isArray(json) ? json : [json];
  return jobs.flatMap((job) =>
    isJsonObject(job) && Array.isArray(job.invalid_ids) ? job.invalid_ids.map(String) : [],
  );
}
