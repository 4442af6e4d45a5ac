import { isJsonObject } from 'segment-actions-amplitude/api';

export const CALL_TYPES = ['track', 'page', 'screen', 'identify', 'group', 'alias'] as const;
export type CallType = (typeof CALL_TYPES)[number];

export const isCallType = (type: unknown): type is CallType =>
  (CALL_TYPES as readonly unknown[]).includes(type);

/** What keeps an event out: the name that Segment gives it among its discards, and a sentence. */
export interface Problem {
  code: string;
  reason: string;
}

const problem = (code: string, reason: string): Problem => ({ code, reason });
const isAbsent = (value: unknown) => value === undefined || value === null;
const isId = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** The reason an event cannot be taken in (Segment, "Delivery overview", discards); undefined when it can. */
export function findProblem(call: Record<string, unknown>): Problem | undefined {
  return typeProblem(call) ?? idProblem(call) ?? objectProblem(call) ?? nameProblem(call);
}

function typeProblem({ type }: Record<string, unknown>): Problem | undefined {
  if (isCallType(type)) return undefined;
  return problem('unknown_type', `Its type must be one of ${CALL_TYPES.join(', ')}.`);
}

function idProblem({ userId, anonymousId }: Record<string, unknown>): Problem | undefined {
  for (const [name, id] of Object.entries({ userId, anonymousId })) {
    if (!isAbsent(id) && !isId(id)) return problem('id_not_string', `Its ${name} must be text.`);
  }
  if (isFilled(userId) || isFilled(anonymousId)) return undefined;
  return problem('no_user_anon_id', 'It has neither a userId nor an anonymousId.');
}

const isFilled = (id: unknown) => isId(id) && String(id).trim() !== '';

function objectProblem(call: Record<string, unknown>): Problem | undefined {
  for (const name of ['properties', 'traits', 'context', 'integrations']) {
    const value = call[name];
    if (!isAbsent(value) && !isJsonObject(value)) {
      return problem(`${name}_not_object`, `Its ${name} must be an object.`);
    }
  }
  return undefined;
}

function nameProblem({ type, event, name, category }: Record<string, unknown>): Problem | undefined {
  if (type === 'track') {
    if (isAbsent(event) || event === '')
      return problem('event_not_defined', 'A track call needs "event", its name.');
    if (typeof event !== 'string') return problem('event_not_string', 'Its "event" must be text.');
  }
  if (type === 'page' || type === 'screen') {
    for (const [key, value] of Object.entries({ name, category })) {
      if (!isAbsent(value) && typeof value !== 'string') {
        return problem(`${key}_not_string`, `Its ${key} must be text.`);
      }
    }
  }
  return undefined;
}
