import { isWellFormed } from './apply-operations';
import type { FieldIndexes } from './answers';
import { isForbiddenId, readId } from './ids';
import type { ItemProblem } from './journal';
import { isJsonObject, type JsonObject } from './json-object';
import type { Refusal } from './refusal';

/** All that is wrong with the events of one request. */
export interface EventProblems {
  invalid: FieldIndexes;
  missing: FieldIndexes;
  idLengths: FieldIndexes;
  /** Some event is refused without being named: an id no one may use, or the host's choice. */
  unnamed: boolean;
  /** Some event is one the firewall refuses. */
  forbidden: boolean;
  /** Every reason in words, for people; an answer names fewer. */
  reasons: ItemProblem[];
}

export interface EventRules {
  /** 0 lets ids of any length through. */
  minIdLength: number;
  fieldTypes: boolean;
  /** Operations may stand beside plain keys. */
  mayMix: boolean;
  refuse?: (event: JsonObject) => Refusal | undefined;
}

type Check = readonly [isRight: (value: unknown) => boolean, what: string];

const WHOLE: Check = [Number.isInteger, 'a whole number'];
const NUMBER: Check = [(value) => typeof value === 'number', 'a number'];
const OBJECT: Check = [isJsonObject, 'an object'];
const TEXT: Check = [(value) => typeof value === 'string', 'text'];
const names = (keys: string, check: Check) => keys.split(' ').map((key) => [key, check] as const);

/** The documented types ("HTTP V2, Event keys"); a key that is absent or null is never wrong. */
const FIELD_TYPES: readonly (readonly [key: string, check: Check])[] = [
  ...names('session_id event_id quantity', WHOLE),
  ...names('price revenue location_lat location_lng', NUMBER),
  ...names('event_properties groups group_properties', OBJECT),
  ...names(
    'insert_id app_version platform os_name os_version device_brand device_manufacturer device_model carrier ' +
      'country region city dma language ip idfa idfv adid android_id productId revenueType currency library user_agent',
    TEXT,
  ),
];

const REFUSED_AS = { invalid: 'invalid', missing: 'missing', 'id-length': 'idLengths' } as const;

type Kind = (typeof REFUSED_AS)[keyof typeof REFUSED_AS];

/** Checks every event ("HTTP V2, 400" and "Event keys"); undefined when nothing is wrong. */
export function findProblems(events: readonly unknown[], rules: EventRules): EventProblems | undefined {
  const problems: EventProblems = {
    invalid: {},
    missing: {},
    idLengths: {},
    unnamed: false,
    forbidden: false,
    reasons: [],
  };
  events.forEach((event, index) => {
    if (isJsonObject(event)) checkEvent(event, new EventCheck(index, problems), rules);
    else new EventCheck(index, problems).refuseUnnamed('An event must be a JSON object.');
  });
  return problems.reasons.length > 0 ? problems : undefined;
}

/** Collects what is wrong with one event. */
class EventCheck {
  readonly #index: number;
  readonly #problems: EventProblems;

  constructor(index: number, problems: EventProblems) {
    this.#index = index;
    this.#problems = problems;
  }

  refuse(kind: Kind, field: string, reason: string): void {
    (this.#problems[kind][field] ??= []).push(this.#index);
    this.#problems.reasons.push({ index: this.#index, field, reason });
  }

  refuseUnnamed(reason: string, field?: string): void {
    this.#problems.unnamed = true;
    this.#problems.reasons.push({ index: this.#index, reason, ...(field !== undefined && { field }) });
  }

  refuseForbidden(): void {
    this.#problems.forbidden = true;
    this.#problems.reasons.push({ index: this.#index, reason: 'The firewall before Amplitude refuses it.' });
  }
}

function checkEvent(event: JsonObject, check: EventCheck, rules: EventRules): void {
  if (typeof event.event_type !== 'string' || event.event_type === '')
    check.refuse('missing', 'event_type', 'event_type is missing: every event needs a name.');
  if (event.time != null && !Number.isInteger(event.time))
    check.refuse('invalid', 'time', 'time must be a whole number: milliseconds since 1970.');
  for (const key of ['user_properties', 'group_properties'] as const) {
    const update = event[key];
    if (isJsonObject(update) ? !isWellFormed(update, rules.mayMix) : update != null)
      check.refuse('invalid', key, `${key} must be plain keys, or operations such as $set alone.`);
  }
  checkIds(event, check, rules.minIdLength);
  if (rules.fieldTypes) checkTypes(event, check);
  const refusal = rules.refuse?.(event);
  if (refusal) addRefusal(refusal, check);
}

function checkIds(event: JsonObject, check: EventCheck, minLength: number): void {
  let found = false;
  for (const key of ['user_id', 'device_id'] as const) {
    const id = readId(event[key]);
    if (id === undefined) continue;
    found = true;
    if (isForbiddenId(id)) check.refuseUnnamed(`Amplitude refuses the ${key} "${id}".`, key);
    else if (id.length < minLength)
      check.refuse('idLengths', key, `The ${key} "${id}" is shorter than ${minLength} characters.`);
  }
  if (found) return;
  check.refuse('missing', 'user_id', 'A user_id or a device_id is needed.');
  check.refuse('missing', 'device_id', 'A user_id or a device_id is needed.');
}

function checkTypes(event: JsonObject, check: EventCheck): void {
  for (const [key, [isRight, what]] of FIELD_TYPES) {
    const value = event[key];
    if (value != null && !isRight(value)) check.refuse('invalid', key, `${key} must be ${what}.`);
  }
}

function addRefusal(refusal: Refusal, check: EventCheck): void {
  if (refusal.kind === 'unnamed') check.refuseUnnamed('The host of this emulator refuses it.');
  else if (refusal.kind === 'forbidden') check.refuseForbidden();
  else
    check.refuse(
      REFUSED_AS[refusal.kind],
      refusal.field,
      `The host of this emulator refuses ${refusal.field}.`,
    );
}
