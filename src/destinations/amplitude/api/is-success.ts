import { isJsonObject } from '../../../json-object';
import type { Endpoint } from './endpoints';
import type { ParsedAnswer } from './parse-answer';

/** By endpoint: whether an answer of status 200 is the one with which Amplitude confirms a request. */
const SUCCESS: Record<Endpoint, (answer: ParsedAnswer) => boolean> = {
  httpapi: isReceipt,
  batch: isReceipt,
  identify: isSuccessText,
  groupidentify: isSuccessText,
  // Not documented: text was seen, and JSON is what the other endpoints of the same server answer.
  usermap: (answer) => isSuccessText(answer) || isReceipt(answer),
  deletions: isDeletion,
  usersearch: ({ object }) => Array.isArray(object.matches),
};

export function isSuccess(endpoint: Endpoint, answer: ParsedAnswer): boolean {
  return SUCCESS[endpoint](answer);
}

/** HTTP V2 and Batch Event Upload, 200. */
function isReceipt({ json }: ParsedAnswer): boolean {
  if (!isJsonObject(json)) return false;
  const { error, code, events_ingested: ingested } = json;
  return (
    (error === undefined || error === null) &&
    (code === undefined || code === 200) &&
    (ingested === undefined || (typeof ingested === 'number' && ingested >= 0))
  );
}

/** Identify API and Group Identify API, 200. */
function isSuccessText({ text }: ParsedAnswer): boolean {
  return text.trim() === 'success';
}

const NOTHING_SCHEDULED = /^"?nothing scheduled/i;

/** User Privacy API, 200: a list of jobs (documented as one job), or a sentence when all users are unknown. */
function isDeletion({ json, text }: ParsedAnswer): boolean {
  const jobs = Array.isArray(json) ? (json as unknown[]) : [json];
  return NOTHING_SCHEDULED.test(text.trim()) || (jobs.length > 0 && jobs.every(isJob));
}

function isJob(job: unknown): boolean {
  return isJsonObject(job) && typeof job.day === 'string' && typeof job.status === 'string';
}
