import { isJsonObject, readJson, type JsonObject } from '../json-object';
import type { RowOutcome } from '../page-api';
import type { Served } from '../serve-request';
import { redact } from './redact';

export interface Judgement {
  outcome: RowOutcome;
  field?: string;
  reason?: string;
}

const NOT_TAKEN = 'Nothing is wrong with it, but its request was not taken: send it again.';

/** Tells, item by item, what became of a request's items: by the answer, and by what only the emulator knows. */
export function createJudge({ outcome, journal, fault }: Served): (index: number) => Judgement {
  const { status, body } = outcome.answer;
  const wasIngested = outcome.ingested + outcome.deduped > 0;
  if (fault) return () => ({ outcome: 'fault', reason: describeFault(fault, wasIngested) });
  const answer = readJson(body);
  if (status >= 200 && status < 300)
    return (index) => judgeTaken(journal?.of(index).isDuplicate === true, wasIngested, answer);
  const problems = new Map(
    [...(journal?.problems ?? [])].reverse().map((problem) => [problem.index, problem]),
  );
  const named: JsonObject = isJsonObject(answer) ? answer : {};
  const rest = judgeUnnamed(status, named, body, problems.size > 0);
  return (index) => {
    const problem = problems.get(index);
    if (problem) return { outcome: 'refused', field: problem.field, reason: problem.reason };
    if (holds(named.silenced_events, index))
      return { outcome: 'refused', field: 'device_id', reason: 'Amplitude has silenced this device.' };
    if (holds(named.throttled_events, index))
      return { outcome: 'throttled', reason: toThrottleReason(named) };
    return rest;
  };
}

const holds = (list: unknown, index: number): boolean => Array.isArray(list) && list.includes(index);

/** What became of the items that a refusal does not name. */
function judgeUnnamed(status: number, named: JsonObject, body: string, othersAreBad: boolean): Judgement {
  if (othersAreBad || named.silenced_events || named.throttled_events)
    return { outcome: 'retry', reason: NOT_TAKEN };
  return { outcome: status === 429 ? 'throttled' : 'not-understood', reason: toReason(status, named, body) };
}

function judgeTaken(isDuplicate: boolean, wasIngested: boolean, answer: unknown): Judgement {
  if (isDuplicate)
    return {
      outcome: 'already-counted',
      reason: 'Its insert_id was seen within seven days: it counts once.',
    };
  if (wasIngested) return { outcome: 'ingested' };
  return { outcome: 'refused', reason: typeof answer === 'string' ? answer : 'Nothing was ingested.' };
}

function toThrottleReason({ eps_threshold: threshold }: JsonObject): string {
  return `Too many events of one user or device: more than ${String(threshold)} a second.`;
}

function toReason(status: number, named: JsonObject, body: string): string {
  if (status === 413) return 'The request is too large. Split it and send the parts.';
  if (status === 414) return 'The address is too long. Send a POST.';
  const error = typeof named.error === 'string' ? named.error : body.slice(0, 200);
  const field = typeof named.missing_field === 'string' ? `: ${named.missing_field}` : '';
  return `"${redact(error)}"${field}`;
}

/** A fault in words, and what it did to the items. */
export function describeFault(fault: NonNullable<Served['fault']>, wasIngested: boolean): string {
  const after = wasIngested ? 'Ingested, and then' : 'Not ingested:';
  if ('status' in fault) return `Not ingested: answered ${fault.status} on purpose.`;
  if ('statusAfterIngestion' in fault) return `${after} answered ${fault.statusAfterIngestion} on purpose.`;
  if ('drop' in fault) return `${after} the connection was dropped on purpose.`;
  const what = fault.answer === 'truncated' ? 'half of the answer was sent' : 'a web page was answered';
  return `${after} ${what} on purpose.`;
}
