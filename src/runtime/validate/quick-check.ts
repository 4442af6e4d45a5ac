import { isObject } from '@segment/actions-core';
import { hasType, type FieldSchema } from './field-schema';

type Check = (value: unknown) => boolean;

const never: Check = () => false;

/**
 * Makes a quick check of a field: whether a value is of the declared type already, so that the framework's validation
 * would neither refuse nor change it. False means only that the framework has to be asked.
 */
export function toQuickCheck(schema: FieldSchema): Check {
  if (hasRules(schema)) return never;
  const checks = ['string', 'boolean', 'integer', 'number', 'object', 'array', 'null']
    .filter((type) => hasType(schema, type))
    .map((type) => toTypeCheck(type, schema));
  const [only = never] = checks;
  const isOfType: Check = checks.length === 1 ? only : (value) => checks.some((check) => check(value));
  const { enum: choices } = schema;
  return choices === undefined ? isOfType : (value) => isOfType(value) && choices.includes(value);
}

/** More than a type and a list of choices: such values are left to the framework. */
function hasRules({ format, minLength, maxLength, minimum, maximum }: FieldSchema): boolean {
  const isFree = format === undefined || format === 'text' || format === 'password';
  return [minLength, maxLength, minimum, maximum].some((rule) => rule !== undefined) || !isFree;
}

function toTypeCheck(type: string, schema: FieldSchema): Check {
  switch (type) {
    case 'string':
      return (value) => typeof value === 'string';
    case 'boolean':
      return (value) => typeof value === 'boolean';
    case 'integer':
      return Number.isInteger;
    case 'number':
      return Number.isFinite;
    case 'null':
      return (value) => value === null;
    case 'array':
      return toListCheck(schema);
    default:
      return toObjectCheck(schema);
  }
}

function toListCheck({ items }: FieldSchema): Check {
  if (items === undefined) return Array.isArray;
  const check = toQuickCheck(items);
  return (value) => Array.isArray(value) && value.every(check);
}

function toObjectCheck({ properties, additionalProperties, required = [], allOf }: FieldSchema): Check {
  if (properties === undefined) return isObject;
  if (required.length > 0 || allOf !== undefined) return never;
  const checks = new Map(Object.entries(properties).map(([key, schema]) => [key, toQuickCheck(schema)]));
  return (value) => {
    if (!isObject(value)) return false;
    for (const key of Object.keys(value)) {
      const check = checks.get(key);
      if (check === undefined ? !additionalProperties : !check(value[key])) return false;
    }
    return true;
  };
}
