import type { Fault } from '../faults';
import { isJsonObject, type JsonObject } from '../json-object';

const isWhole = (value: unknown): boolean => Number.isInteger(value) && Number(value) >= 1;
const isStatus = (value: unknown): boolean => isWhole(value) && Number(value) >= 200 && Number(value) <= 599;
const isOneOf =
  (...known: string[]) =>
  (value: unknown): boolean =>
    known.includes(String(value));

type Check = (value: unknown) => boolean;

const WHEN: Record<string, Check> = {
  path: (value) => typeof value === 'string' && value.startsWith('/'),
  nth: isWhole,
  every: isWhole,
  times: isWhole,
  probability: (value) => typeof value === 'number' && value >= 0 && value <= 1,
};

const ACTIONS: Record<string, Check> = {
  status: isStatus,
  statusAfterIngestion: isStatus,
  latencyMs: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 600_000,
  drop: isOneOf('before-ingestion', 'after-ingestion'),
  answer: isOneOf('truncated', 'not-json'),
};

/** Reads a fault from JSON. Throws a sentence that names the key that is wrong. */
export function readFault(value: unknown): Fault {
  if (!isJsonObject(value)) throw new Error('A fault must be a JSON object.');
  const { action, ...when } = value;
  if (!isJsonObject(action)) throw new Error('A fault needs an action, such as {"status": 500}.');
  checkKeys(when, WHEN, 'a fault');
  const { body, ...what } = action;
  checkKeys(what, ACTIONS, 'an action');
  if (Object.keys(what).length !== 1)
    throw new Error(`An action has one of ${Object.keys(ACTIONS).join(', ')}.`);
  if (body !== undefined && !('status' in what || 'statusAfterIngestion' in what))
    throw new Error('A body goes with status or statusAfterIngestion alone.');
  // Every key and its value has just been checked.
  return { ...when, action: action as Fault['action'] };
}

function checkKeys(object: JsonObject, checks: Record<string, Check>, what: string): void {
  for (const [key, value] of Object.entries(object)) {
    const isRight = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (!isRight) throw new Error(`"${key}" is no part of ${what}: use ${Object.keys(checks).join(', ')}.`);
    if (!isRight(value)) throw new Error(`"${key}" cannot be ${JSON.stringify(value)}.`);
  }
}
