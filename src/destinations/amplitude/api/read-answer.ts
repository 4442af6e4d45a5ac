import type { JSONLikeObject } from '@segment/actions-core';
import { parseJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import type { Item } from './item';
import { isRetryable, type Outcome, type ToOutcome } from './outcome';
import { readNamed } from './read-named';
import type { Redactor } from './redact';
import type { Answer } from './transport';

/** What one answer says about the items of its request. */
export type RequestOutcome =
  /** All were taken. */
  | { kind: 'delivered'; outcome: Outcome }
  /** Some are named, by index; the others deserve to be sent again at once. */
  | { kind: 'named'; outcomes: Map<number, Outcome> }
  /** At least one is bad and none is named. */
  | { kind: 'unnamed'; outcome: Outcome }
  /** The request is too large. */
  | { kind: 'too-large'; outcome: Outcome }
  /** Neither this request nor any after it has a chance now. */
  | { kind: 'stop'; outcome: Outcome };

const TEXT_ENDPOINTS: ReadonlySet<string> = new Set(['identify', 'groupidentify']);
const INVALID_KEY = /^invalid api[ _]key/i;
const MISSING_PART = /^missing/i;
const MARKUP = /^\s*[<{[]/;
const MAX_REASON_LENGTH = 200;

/** Amplitude's own reason, as the end of a sentence. */
export function toReason({ text, status }: Answer, redactor: Redactor): string {
  const { error } = parseJsonObject(text) ?? {};
  const plain = MARKUP.test(text) || text.trim() === '' ? `status ${status}` : text.trim();
  const reason = typeof error === 'string' ? error : plain;
  // Redacted before it is cut: the cut could leave half a key, which no form of it matches.
  return redactor
    .text(reason)
    .slice(0, MAX_REASON_LENGTH)
    .replace(/[.:\s]*$/, '.');
}

/** Reads one answer. Amplitude HTTP V2, "Responses" and "429s in depth"; Batch Event Upload; Identify API. */
export function readAnswer(raw: Answer, items: Item[], redactor: Redactor): RequestOutcome {
  // Without the keys from here on: names of fields end up in messages as reasons do.
  const answer = { ...raw, text: redactor.text(raw.text) };
  const body = parseJsonObject(answer.text) ?? {};
  const received = answer.isLocal ? {} : { body: redactor.body(answer.text) };
  const outcome: ToOutcome = (status, message) => ({ status, message, ...received });
  const status = effectiveStatus(answer, body);
  const reason = toReason({ ...answer, status }, redactor);
  if (status === 401 || isInvalidKey(answer, body)) {
    return { kind: 'stop', outcome: outcome(401, `Amplitude refused the credentials: ${reason}`) };
  }
  if (status >= 200 && status < 300) return readSuccess(answer, items, body, reason, outcome);
  return readFailure(status, items, body, reason, outcome);
}

function readFailure(
  status: number,
  items: Item[],
  body: JSONLikeObject,
  reason: string,
  outcome: ToOutcome,
): RequestOutcome {
  const refused = outcome(status, `Amplitude refused the request: ${reason}`);
  if (status === 413) return { kind: 'too-large', outcome: refused };
  if (status === 403) return { kind: 'unnamed', outcome: refused };
  if (status === 400 && typeof body.missing_field === 'string') {
    return {
      kind: 'stop',
      outcome: outcome(400, `Amplitude refused the request, which lacks ${body.missing_field}: ${reason}`),
    };
  }
  if (status === 400 || status === 429) {
    const outcomes = readNamed(items, body, reason, outcome);
    if (outcomes.size > 0) return { kind: 'named', outcomes };
    if (status === 400) return { kind: 'unnamed', outcome: refused };
  }
  const later = outcome(status, `Amplitude did not take the request: ${reason}`);
  return { kind: 'stop', outcome: isRetryable(status) ? later : refused };
}

/**
 * Identify and Group Identify say "success" and nothing else (Identify API); the others never say it with a web page,
 * which a proxy or a wrong address answers. A known complaint is final; of any other text nobody knows what it did, so
 * it is for the host to try again.
 */
function readSuccess(
  { text }: Answer,
  items: Item[],
  body: JSONLikeObject,
  reason: string,
  outcome: ToOutcome,
): RequestOutcome {
  const endpoint = items[0]?.endpoint ?? 'httpapi';
  const plain = text.trim();
  if (TEXT_ENDPOINTS.has(endpoint) ? plain === 'success' : !plain.startsWith('<')) {
    const notice = toMissingNotice(body, items.length);
    return { kind: 'delivered', outcome: { ...outcome(200, 'Delivered.'), ...(notice && { notice }) } };
  }
  if (MISSING_PART.test(plain)) {
    return { kind: 'unnamed', outcome: outcome(400, `Amplitude refused the request: ${reason}`) };
  }
  const instead = plain.startsWith('<') ? 'answered with a web page' : 'did not answer "success"';
  return { kind: 'stop', outcome: outcome(502, `Amplitude's ${endpoint} endpoint ${instead}.`) };
}

/** A gateway may wrap an error into a 200; Amplitude's SDKs read the body's code first. */
function effectiveStatus({ status }: Answer, { code }: JSONLikeObject): number {
  return status === 200 && typeof code === 'number' && code >= 400 ? code : status;
}

/** Amplitude answers a wrong key with 400, and once did with a bare text. */
function isInvalidKey({ text }: Answer, { error }: JSONLikeObject): boolean {
  return INVALID_KEY.test((typeof error === 'string' ? error : text).trim());
}

function toMissingNotice({ events_ingested: taken }: JSONLikeObject, sent: number): Notice | undefined {
  if (typeof taken !== 'number' || taken >= sent) return undefined;
  const text = `Amplitude answered 200 but took ${taken} of ${sent} events.`;
  return { name: 'ingested_less', text, isShared: true };
}
