import type { RecordChange } from './journal';
import { isJsonObject, type JsonObject } from './json-object';

type Operation = (properties: JsonObject, key: string, value: unknown) => void;

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
const listOf = (properties: JsonObject, key: string): unknown[] =>
  properties[key] === undefined ? [] : toList(properties[key]);
const without = (list: unknown[], values: unknown[]): unknown[] =>
  list.filter((entry) => !values.some((value) => isSame(entry, value)));
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const unset: Operation = (properties, key) => {
  delete properties[key];
};
const set: Operation = (properties, key, value) => {
  properties[key] = value;
};

/** In the order Amplitude applies them, as its SDKs document it; `$clearAll` comes before all of these. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  $unset: unset,
  $set: set,
  $setOnce: (properties, key, value) => {
    properties[key] ??= value;
  },
  // A property that is missing starts at 0; what happens to text is undocumented, so it counts as missing.
  $add: (properties, key, value) => {
    const current = properties[key];
    if (typeof value === 'number') properties[key] = (typeof current === 'number' ? current : 0) + value;
  },
  $append: (properties, key, value) => {
    properties[key] = [...listOf(properties, key), ...toList(value)];
  },
  $prepend: (properties, key, value) => {
    properties[key] = [...toList(value), ...listOf(properties, key)];
  },
  $preInsert: (properties, key, value) => {
    const list = listOf(properties, key);
    properties[key] = [...without(toList(value), list), ...list];
  },
  $postInsert: (properties, key, value) => {
    const list = listOf(properties, key);
    properties[key] = [...list, ...without(toList(value), list)];
  },
  $remove: (properties, key, value) => {
    if (properties[key] !== undefined) properties[key] = without(listOf(properties, key), toList(value));
  },
};

const OPERATION_ENTRIES = Object.entries(OPERATIONS);

const isOperation = (key: string): boolean => key === '$clearAll' || Object.hasOwn(OPERATIONS, key);

/**
 * False for an operation (`$clearAll` apart) that is not a map, and, unless they may be mixed, for operations beside
 * plain keys ("Identify API").
 */
export function isWellFormed(update: JsonObject, mayMix = false): boolean {
  let operations = 0;
  let keys = 0;
  for (const key in update) {
    keys += 1;
    if (!key.startsWith('$') || !isOperation(key)) continue;
    operations += 1;
    if (key !== '$clearAll' && !isJsonObject(update[key])) return false;
  }
  return mayMix || operations === 0 || operations === keys;
}

/**
 * Applies user or group properties, plain or as operations, to what is stored, and tells `record` of each value that
 * changed. Plain keys beside operations are set after them (by choice: Amplitude documents that they are not allowed).
 */
export function applyOperations(properties: JsonObject, update: JsonObject, record?: RecordChange): void {
  if ('$clearAll' in update) {
    for (const key of Object.keys(properties))
      applyOne(properties, key, '$clearAll', unset, undefined, record);
  }
  for (const [name, apply] of OPERATION_ENTRIES) {
    const values = update[name];
    if (!isJsonObject(values)) continue;
    for (const [key, value] of Object.entries(values)) applyOne(properties, key, name, apply, value, record);
  }
  for (const [key, value] of Object.entries(update)) {
    if (!isOperation(key)) applyOne(properties, key, 'plain', set, value, record);
  }
}

function applyOne(
  properties: JsonObject,
  key: string,
  operation: string,
  apply: Operation,
  value: unknown,
  record?: RecordChange,
): void {
  const before = properties[key];
  apply(properties, key, value);
  if (record && !isSame(before, properties[key])) {
    record({ about: 'property', key, operation, before, after: properties[key] });
  }
}

/** How many properties an update names: the keys inside its operations, or its own ("Group Identify", limits). */
export function countProperties(update: JsonObject): number {
  return Object.entries(update).reduce(
    (sum, [key, value]) => sum + (isOperation(key) && isJsonObject(value) ? Object.keys(value).length : 1),
    0,
  );
}
