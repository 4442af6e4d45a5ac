import type { Fault } from './faults';
import { isJsonObject, type JsonObject } from './json-object';

/** What a value must be: the test, and its words. */
type Check = readonly [isRight: (value: unknown) => boolean, what: string];

const wholeFrom = (least: number, most: number, what: string): Check => [
  (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most,
  what,
];
const oneOf = (...known: string[]): Check => [(value) => known.includes(String(value)), known.join(' or ')];

const COUNT = wholeFrom(1, Number.MAX_SAFE_INTEGER, 'a whole number from 1');
const STATUS = wholeFrom(200, 599, 'a status from 200 to 599');

const WHEN: Record<string, Check> = {
  path: [(value) => typeof value === 'string' && value.startsWith('/'), 'a path such as /batch'],
  nth: COUNT,
  every: COUNT,
  times: COUNT,
  probability: [(value) => typeof value === 'number' && value >= 0 && value <= 1, 'a number from 0 to 1'],
};

const ACTIONS: Record<string, Check> = {
  status: STATUS,
  statusAfterIngestion: STATUS,
  latencyMs: wholeFrom(0, 600_000, 'milliseconds, at most 600000'),
  drop: oneOf('before-ingestion', 'after-ingestion'),
  answer: oneOf('truncated', 'not-json'),
};

/**
 * Whether a key of a fault says what happens, and not when.
 *
 * @example isFaultAction('status') // true; isFaultAction('nth') // false
 */
export const isFaultAction = (key: string): boolean => Object.hasOwn(ACTIONS, key);

/**
 * Reads a fault from JSON. Throws a sentence that names the key that is wrong.
 *
 * @example emulator.addFault(readFault(JSON.parse('{"nth":1,"action":{"status":503}}')));
 */
export function readFault(value: unknown): Fault {
  if (!isJsonObject(value)) throw new Error('A fault must be a JSON object.');
  const { action, ...when } = value;
  checkKeys(when, WHEN, 'a fault');
  if (!isJsonObject(action)) throw new Error(`A fault needs an action: ${toList(ACTIONS)}.`);
  const { body, ...what } = action;
  checkKeys(what, ACTIONS, 'an action');
  if (Object.keys(what).length !== 1) throw new Error(`A fault has one action: ${toList(ACTIONS)}.`);
  if (body !== undefined && !('status' in what || 'statusAfterIngestion' in what))
    throw new Error('A body goes with status or statusAfterIngestion alone.');
  // Every key and its value has just been checked.
  return { ...when, action: action as Fault['action'] };
}

function checkKeys(object: JsonObject, checks: Record<string, Check>, what: string): void {
  for (const [key, value] of Object.entries(object)) {
    const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
    if (!check) throw new Error(`"${key}" is no part of ${what}; known are ${toList(checks)}.`);
    const [isRight, needed] = check;
    if (!isRight(value)) throw new Error(`"${key}" cannot be ${JSON.stringify(value)}: it is ${needed}.`);
  }
}

const toList = (checks: Record<string, Check>): string => Object.keys(checks).join(', ');
