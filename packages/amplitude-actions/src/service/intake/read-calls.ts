import { randomUUID } from 'node:crypto';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { findProblem, type CallType, type Problem } from './find-problem';
import { Refusal } from './refusal';
import { stamp, type Envelope } from './stamp';

/** An event that cannot be taken in, and why. */
export interface BadCall extends Problem {
  event: Record<string, unknown>;
}

export interface ReadCalls {
  good: Record<string, unknown>[];
  bad: BadCall[];
}

/** What of a request is known before its body is. */
export type Arrival = Pick<Envelope, 'receivedAt' | 'ip'>;

/** The one event of `/v1/track` and its like: the path says what it is. */
export function readOne(body: Record<string, unknown>, type: CallType, arrival: Arrival): ReadCalls {
  return sort([{ ...body, type }], { ...arrival, sentAt: body.sentAt });
}

/**
 * The events of a batch. One that is bad costs no other: most clients throw the whole batch away on a 400.
 *
 * @throws {Refusal} 400 when there is no list.
 */
export function readBatch(body: Record<string, unknown>, arrival: Arrival): ReadCalls {
  const { batch, sentAt, context, integrations } = body;
  if (!Array.isArray(batch)) throw new Refusal(400, 'bad_json', '"batch" must be a list of events.');
  return sort(batch, { ...arrival, sentAt, context, integrations });
}

function sort(calls: readonly unknown[], envelope: Envelope): ReadCalls {
  const read: ReadCalls = { good: [], bad: [] };
  for (const call of calls) {
    if (!isJsonObject(call)) {
      const event = { messageId: randomUUID(), value: call };
      read.bad.push({ code: 'not_object', reason: 'It is not an object.', event });
      continue;
    }
    const problem = findProblem(call);
    const event = stamp(call, envelope);
    if (problem === undefined) read.good.push(event);
    else read.bad.push({ ...problem, event: { ...event, ...pick(call, ['context', 'integrations']) } });
  }
  return read;
}

/** A bad event is kept as it came. */
function pick(from: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.filter((key) => key in from).map((key) => [key, from[key]]));
}
