import type { JSONLikeObject } from '@segment/actions-core';
import type { Endpoint } from './endpoints';
import type { ParsedAnswer } from './parse-answer';
import { isSuccess } from './is-success';

/** What an answer means, whatever its HTTP status says. */
export interface StatusReading {
  status: number;
  /** What answered instead of Amplitude; the status is then 502, since the events may be good. */
  foreign?: string;
}

const INVALID_KEY = /^invalid api[ _]key/i;
/** Identify API: "missing_event" where the identification is missing or malformed; seen with status 200. */
const MISSING_PART = /^missing/i;
/** What Amplitude answers when it refuses a request (all endpoints), and the two that every HTTP server may answer. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 408, 413, 423, 429]);
const BAD_GATEWAY = 502;

/**
 * The status that an answer means. Amplitude's SDKs read the code in the body of a 200 first. Only what Amplitude says
 * when it took a request is a 200; what it never says comes from something else: a proxy, a login page, another server.
 */
export function readStatus(endpoint: Endpoint, answer: ParsedAnswer): StatusReading {
  const { status, text, object, isLocal } = answer;
  if (isLocal) return { status };
  const code = status === 200 && isRefusal(object) ? object.code : status;
  if (isInvalidKey(code, answer)) return { status: 401 };
  if (code === 200) {
    if (isSuccess(endpoint, answer)) return { status: 200 };
    if (MISSING_PART.test(text.trim())) return { status: 400 };
  } else if (REFUSALS.has(code) || isServerError(code)) {
    return { status: code };
  }
  return { status: BAD_GATEWAY, foreign: describe(code, answer) };
}

/** Amplitude gives a reason with every refusal: a bare code inside a 200 is no word of Amplitude. */
function isRefusal(body: JSONLikeObject): body is { code: number; error: string } {
  return typeof body.code === 'number' && body.code >= 400 && typeof body.error === 'string';
}

/** 501 means that whoever answered does not know POST. */
function isServerError(status: number): boolean {
  return status >= 500 && status <= 599 && status !== 501;
}

/** Amplitude answers a wrong key with 400, and once did with a bare text. */
function isInvalidKey(status: number, { text, object: { error } }: ParsedAnswer): boolean {
  if (status === 401) return true;
  if (status !== 200 && status !== 400 && status !== 403) return false;
  return INVALID_KEY.test((typeof error === 'string' ? error : text).trim());
}

function describe(status: number, { text, json }: ParsedAnswer): string {
  if (status >= 300 && status <= 399) return `status ${status}, a redirect, which is not followed`;
  const content = text.trim();
  if (content === '') return `status ${status} without any content`;
  if (content.startsWith('<')) return `status ${status} with a web page`;
  return `status ${status} with ${json === undefined ? 'text' : 'JSON'} that Amplitude does not send`;
}
