import type { Notice } from '../notice';
import type { IngestionEndpoint } from './endpoints';
import type { Item } from './item';
import { isRetryable, type Outcome } from './outcome';
import { parseAnswer, type ParsedAnswer } from './parse-answer';
import { readNamed } from './read-named';
import { readStatus } from './read-status';
import type { Redactor } from './redact';
import { toReason } from './to-reason';
import type { Answer } from './transport';

/** What one answer says about the items of its request. */
export type RequestOutcome =
  /** All were taken. */
  | { kind: 'delivered'; outcome: Outcome }
  /** Some are named, by their place; the others deserve to be sent again at once. */
  | { kind: 'named'; outcomes: Map<number, Outcome> }
  /** At least one is bad and none is named. */
  | { kind: 'unnamed'; outcome: Outcome }
  /** The request is too large. */
  | { kind: 'too-large'; outcome: Outcome }
  /** Neither this request nor any after it has a chance now. */
  | { kind: 'stop'; outcome: Outcome };

/**
 * Reads one answer. Everything is decided on the answer as it came; only what leaves, the messages and bodies, is
 * redacted. Amplitude HTTP V2, "Responses" and "429s in depth"; Batch Event Upload; Identify API.
 */
export function readAnswer(
  received: Answer,
  endpoint: IngestionEndpoint,
  items: readonly Item[],
  redactor: Redactor,
): RequestOutcome {
  const answer = parseAnswer(received);
  const { status, foreign } = readStatus(endpoint, answer);
  const body = answer.isLocal ? {} : { body: redactor.body(answer) };
  const toOutcome = (as: number, message: string): Outcome => ({ status: as, message, ...body });
  if (foreign !== undefined) {
    return { kind: 'stop', outcome: toOutcome(status, toForeignMessage(endpoint, foreign)) };
  }
  if (status === 200) return readSuccess(answer, items.length, toOutcome(200, 'Delivered.'));
  const reason = toReason({ ...answer, status }, redactor);
  if (status === 400 || status === 429) {
    const named = readNamed(items, answer.object, { reason, toOutcome, redact: redactor.text });
    if (named.size > 0) return { kind: 'named', outcomes: named };
  }
  return readRefusal(status, answer, reason, toOutcome, redactor);
}

/** One sentence for an answer that is none of Amplitude's. */
export function toForeignMessage(endpoint: string, foreign: string): string {
  return `Something other than Amplitude's ${endpoint} endpoint answered: ${foreign}. Check the address, and any proxy on the way.`;
}

function readSuccess(
  { object: { events_ingested: ingested } }: ParsedAnswer,
  sent: number,
  delivered: Outcome,
): RequestOutcome {
  if (typeof ingested !== 'number' || ingested >= sent) return { kind: 'delivered', outcome: delivered };
  if (ingested === 0) {
    const message = `Amplitude answered 200 but took none of ${sent} events.`;
    return { kind: 'stop', outcome: { ...delivered, status: 502, message } };
  }
  const text = `Amplitude answered 200 but took ${ingested} of ${sent} events.`;
  const notice: Notice = { name: 'ingested_less', text, isShared: true };
  return { kind: 'delivered', outcome: { ...delivered, notice } };
}

function readRefusal(
  status: number,
  { object: { missing_field: missing } }: ParsedAnswer,
  reason: string,
  toOutcome: (status: number, message: string) => Outcome,
  redactor: Redactor,
): RequestOutcome {
  const refused = toOutcome(status, `Amplitude refused the request: ${reason}`);
  if (status === 413) return { kind: 'too-large', outcome: refused };
  if (status === 401) {
    return { kind: 'stop', outcome: toOutcome(401, `Amplitude refused the credentials: ${reason}`) };
  }
  if (status === 400 && typeof missing === 'string') {
    const message = `Amplitude refused the request, which lacks ${redactor.text(missing)}: ${reason}`;
    return { kind: 'stop', outcome: toOutcome(400, message) };
  }
  if (!isRetryable(status)) return { kind: 'unnamed', outcome: refused };
  return { kind: 'stop', outcome: toOutcome(status, `Amplitude did not take the request: ${reason}`) };
}
