import { isObject, validateSchema } from '@segment/actions-core';
import { setKey } from '../../destinations/amplitude/mapping/blank';
import type { FieldSchema } from './field-schema';
import { toQuickCheck } from './quick-check';
import { withoutEmpty } from './without-empty';

/** What is wrong with a value. */
export interface Fault {
  /** Path of the value: "utm_properties.utm_source". */
  path: string;
  reason: string;
}

/** What becomes of one value. */
export interface Validated {
  /** As the schema has it: text for a number, and so on. Undefined when nothing can be sent. */
  value: unknown;
  /** Empty for a good value. */
  faults: Fault[];
}

/** Validates a value for one field with the framework's own schema. */
export interface FieldValidator {
  /** A quick check: whether {@link validate} would return the value as it is. */
  isAsDeclared(value: unknown): boolean;
  /** A key of an object that cannot be used is left out of it; the rest stays. */
  validate(value: unknown): Validated;
}

export function toFieldValidator(name: string, schema: FieldSchema): FieldValidator {
  const isAsDeclared = toQuickCheck(schema);
  // The framework caches by the identity of the schema.
  const alone = { type: 'object', additionalProperties: false, properties: { [name]: schema } };
  const inner = toInnerValidators(name, schema);
  const validate = (given: unknown): Validated => {
    if (isAsDeclared(given)) return { value: given, faults: [] };
    const value = withoutEmpty(given, schema);
    if (value === undefined) return { value, faults: [] };
    const carrier = { [name]: value };
    const reason = toFault(carrier, alone);
    if (reason === undefined) return { value: carrier[name], faults: [] };
    if (inner === undefined || !isObject(value))
      return { value: undefined, faults: [{ path: name, reason }] };
    return validateKeys(value, inner, schema.additionalProperties === true);
  };
  return { isAsDeclared, validate };
}

/** Validators of the keys of an object field; undefined for one without declared keys. */
function toInnerValidators(
  name: string,
  { properties }: FieldSchema,
): Map<string, FieldValidator> | undefined {
  if (properties === undefined) return undefined;
  const entries = Object.entries(properties);
  return new Map(entries.map(([key, schema]) => [key, toFieldValidator(`${name}.${key}`, schema)]));
}

function validateKeys(
  object: Record<string, unknown>,
  inner: Map<string, FieldValidator>,
  keepsOthers: boolean,
): Validated {
  const kept: Record<string, unknown> = {};
  const faults: Fault[] = [];
  for (const [key, value] of Object.entries(object)) {
    const validator = inner.get(key);
    if (validator === undefined) {
      if (keepsOthers) setKey(kept, key, value);
      continue;
    }
    const validated = validator.validate(value);
    if (validated.value !== undefined) kept[key] = validated.value;
    faults.push(...validated.faults);
  }
  return { value: kept, faults };
}

/** The framework's own words for what is wrong; undefined for a good value, which it may have turned into its type. */
function toFault(carrier: Record<string, unknown>, schema: object): string | undefined {
  try {
    validateSchema(carrier, schema);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
