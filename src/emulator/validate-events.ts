import { isWellFormed } from './apply-operations';
import type { FieldIndexes } from './answers';
import { isForbiddenId, readId } from './ids';
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
}

export interface EventRules {
  /** 0 lets ids of any length through. */
  minIdLength: number;
  fieldTypes: boolean;
  refuse?: (event: JsonObject) => Refusal | undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string';
const isNumber = (value: unknown): boolean => typeof value === 'number';
const names = (keys: string): string[] => keys.split(' ');

/** The documented types ("HTTP V2, Event keys"); a key that is absent or null is never wrong. */
const FIELD_TYPES: readonly (readonly [key: string, isRight: (value: unknown) => boolean])[] = [
  ...names('session_id event_id quantity').map((key) => [key, Number.isInteger] as const),
  ...names('price revenue location_lat location_lng').map((key) => [key, isNumber] as const),
  ...names('event_properties groups group_properties').map((key) => [key, isJsonObject] as const),
  ...names(
    'insert_id app_version platform os_name os_version device_brand device_manufacturer device_model carrier ' +
      'country region city dma language ip idfa idfv adid android_id productId revenueType currency library user_agent',
  ).map((key) => [key, isText] as const),
];

const REFUSED_AS = { invalid: 'invalid', missing: 'missing', 'id-length': 'idLengths' } as const;

function name(fields: FieldIndexes, field: string, index: number): void {
  (fields[field] ??= []).push(index);
}

/** Checks every event ("HTTP V2, 400" and "Event keys"); undefined when nothing is wrong. */
export function findProblems(events: readonly unknown[], rules: EventRules): EventProblems | undefined {
  const problems: EventProblems = {
    invalid: {},
    missing: {},
    idLengths: {},
    unnamed: false,
    forbidden: false,
  };
  events.forEach((event, index) => {
    if (!isJsonObject(event)) problems.unnamed = true;
    else checkEvent(event, index, rules, problems);
  });
  const { invalid, missing, idLengths, unnamed, forbidden } = problems;
  const named = [invalid, missing, idLengths].some((fields) => Object.keys(fields).length > 0);
  return named || unnamed || forbidden ? problems : undefined;
}

function checkEvent(event: JsonObject, index: number, rules: EventRules, problems: EventProblems): void {
  if (typeof event.event_type !== 'string' || event.event_type === '')
    name(problems.missing, 'event_type', index);
  if (event.time != null && !Number.isInteger(event.time)) name(problems.invalid, 'time', index);
  for (const key of ['user_properties', 'group_properties'] as const) {
    const update = event[key];
    if (isJsonObject(update) ? !isWellFormed(update) : update != null) name(problems.invalid, key, index);
  }
  checkIds(event, index, rules.minIdLength, problems);
  if (rules.fieldTypes) checkTypes(event, index, problems);
  const refusal = rules.refuse?.(event);
  if (refusal) addRefusal(refusal, index, problems);
}

function checkIds(event: JsonObject, index: number, minLength: number, problems: EventProblems): void {
  let found = false;
  for (const key of ['user_id', 'device_id'] as const) {
    const id = readId(event[key]);
    if (id === undefined) continue;
    found = true;
    if (isForbiddenId(id)) problems.unnamed = true;
    else if (id.length < minLength) name(problems.idLengths, key, index);
  }
  if (found) return;
  name(problems.missing, 'user_id', index);
  name(problems.missing, 'device_id', index);
}

function checkTypes(event: JsonObject, index: number, problems: EventProblems): void {
  for (const [key, isRight] of FIELD_TYPES) {
    const value = event[key];
    if (value != null && !isRight(value)) name(problems.invalid, key, index);
  }
}

function addRefusal(refusal: Refusal, index: number, problems: EventProblems): void {
  if (refusal.kind === 'unnamed') problems.unnamed = true;
  else if (refusal.kind === 'forbidden') problems.forbidden = true;
  else name(problems[REFUSED_AS[refusal.kind]], refusal.field, index);
}
