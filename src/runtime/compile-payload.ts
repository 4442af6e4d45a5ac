import { PayloadValidationError } from '@segment/actions-core';
import { actions } from '../destinations/amplitude/actions';
import { CAPTURED, readCaptured } from '../destinations/amplitude/mapping/read-captured';
import { leavesDeviceIdOut, toHiddenFields } from '../destinations/amplitude/mapping/with-hidden-fields';
import type { Notice } from '../destinations/amplitude/notice';
import { compileMapping, type Mapping, type RawPayload } from './compile-mapping/compile-mapping';
import type { SegmentCall } from './read-event/read-event';
import type { ActionKey } from './subscription';
import { toFieldSchemas } from './validate/field-schema';
import {
  toFieldValidator,
  type Fault,
  type FieldValidator,
  type Validated,
} from './validate/field-validator';

export interface ValidPayload {
  payload: RawPayload;
  /** What was left out. */
  notices: Notice[];
}

/** What the mapping makes of an event, in the declared types. Throws a PayloadValidationError where there is nothing to send. */
export type ToPayload = (event: SegmentCall) => ValidPayload;

interface Field {
  key: string;
  resolve: (event: SegmentCall) => unknown;
  validator: FieldValidator;
}

interface Rules {
  required: readonly string[];
  strict: boolean;
  /** Whether the action has the fields of {@link HIDDEN}. */
  hasHidden: boolean;
  isDeviceIdLeftOut: boolean;
}

interface ActionFields {
  validators: ReadonlyMap<string, FieldValidator>;
  required: readonly string[];
}

/** Fields of ours that a mapping saved by Segment does not know: the event's own ids stand in. */
const HIDDEN = ['message_id', 'anonymous_id'] as const;
/** What the attribution plugin found, for a mapping that was saved before there was a field for it. */
const ATTRIBUTION: Omit<Field, 'validator'> = {
  key: CAPTURED,
  resolve: ({ integrations }) => readCaptured(integrations),
};
/** The mapping reads an id whatever it is, and says best what is wrong with it. */
const IDS: ReadonlySet<string> = new Set(['user_id', 'device_id', 'anonymous_id', 'global_user_id', 'unmap']);

/**
 * Compiles a mapping and the validation of its action into one function. Every value passes the framework's own schema.
 * By default an optional value of a wrong type is left out with a notice; `strict` refuses the event, as the framework
 * does. Keys that no field declares are left out.
 */
export function compilePayload(action: ActionKey, mapping: Mapping, strict: boolean): ToPayload {
  const { validators, required } = fieldsOf(action);
  const compiled = compileMapping(mapping);
  const hasHidden = HIDDEN.every((key) => validators.has(key));
  const rules = { required, strict, hasHidden, isDeviceIdLeftOut: leavesDeviceIdOut(mapping) };
  const withValidators = (entries: readonly Omit<Field, 'validator'>[]): Field[] =>
    entries.flatMap(({ key, resolve }) => {
      const validator = validators.get(key);
      return validator === undefined ? [] : [{ key, resolve, validator }];
    });
  const unsaved = CAPTURED in mapping ? [] : [ATTRIBUTION];
  if (compiled.keys !== undefined) {
    const fields = withValidators([...unsaved, ...compiled.keys]);
    const shape = toShape([...fields.map(({ key }) => key), ...(hasHidden ? HIDDEN : [])]);
    return (event) => toPayload(event, fields, shape, rules);
  }
  return (event) => {
    const mapped = Object.entries(compiled.run(event)).map(([key, value]) => ({ key, resolve: () => value }));
    return toPayload(event, withValidators([...unsaved, ...mapped]), {}, rules);
  };
}

/**
 * A payload with every key, and nothing in them: it is copied for each event. An object that gets more than a dozen keys
 * one by one becomes a hash table in V8, which takes twice as long to read; one out of JSON does not.
 */
function toShape(keys: readonly string[]): RawPayload {
  const entries = keys.map((key) => [key, null]);
  const shape = JSON.parse(JSON.stringify(Object.fromEntries(entries))) as RawPayload;
  for (const key of Object.keys(shape)) shape[key] = undefined;
  return shape;
}

function toPayload(
  event: SegmentCall,
  fields: readonly Field[],
  shape: RawPayload,
  { required, strict, hasHidden, isDeviceIdLeftOut }: Rules,
): ValidPayload {
  const payload: RawPayload = { ...shape };
  let faults: Fault[] | undefined;
  for (const { key, resolve, validator } of fields) {
    const given = resolve(event);
    // The framework drops '' from the root of a payload.
    if (given === undefined || given === '') continue;
    if (validator.isAsDeclared(given)) {
      payload[key] = given;
      continue;
    }
    const { value, faults: own } = validate(given, key, validator, strict);
    payload[key] = value;
    if (own.length > 0) faults = [...(faults ?? []), ...own];
  }
  if (hasHidden) Object.assign(payload, toHiddenFields(payload, event, isDeviceIdLeftOut));
  const isMissing = (key: string) => payload[key] === undefined;
  if (required.some(isMissing) || (strict && faults !== undefined)) {
    throw toRefusal(required.filter(isMissing), faults);
  }
  return { payload, notices: faults === undefined ? [] : faults.map(toNotice) };
}

function validate(given: unknown, key: string, validator: FieldValidator, strict: boolean): Validated {
  const validated = validator.validate(given);
  const isReadByMapping = validated.faults.length > 0 && !strict && IDS.has(key);
  return isReadByMapping ? { value: given, faults: [] } : validated;
}

const known = new Map<ActionKey, ActionFields>();

function fieldsOf(action: ActionKey): ActionFields {
  let fields = known.get(action);
  if (fields === undefined) {
    const { schemas, required } = toFieldSchemas(actions[action].fields);
    const validators = new Map([...schemas].map(([name, schema]) => [name, toFieldValidator(name, schema)]));
    fields = { validators, required: [...required] };
    known.set(action, fields);
  }
  return fields;
}

function toRefusal(missing: string[], faults: Fault[] = []): PayloadValidationError {
  const unexplained = missing.filter((name) => !faults.some(({ path }) => path === name));
  const empty = unexplained.map(
    (name) => `${name} is required, but its mapping yields nothing for this event.`,
  );
  return new PayloadValidationError([...empty, ...faults.map(({ reason }) => reason)].join(' '));
}

function toNotice({ path, reason }: Fault): Notice {
  const [field = path] = path.split('.');
  return { name: 'value_dropped', field, text: `Left ${path} out: ${reason}` };
}
