import { isJsonObject, type JsonObject } from './json-object';

type Operation = (properties: JsonObject, key: string, value: unknown) => void;

const toList = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : [value]);
const listOf = (properties: JsonObject, key: string): unknown[] =>
  properties[key] === undefined ? [] : toList(properties[key]);
const without = (list: unknown[], values: unknown[]): unknown[] =>
  list.filter((entry) => !values.some((value) => isSame(entry, value)));
const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** In the order Amplitude applies them, as its SDKs document it; `$clearAll` comes before all of these. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  $unset: (properties, key) => {
    delete properties[key];
  },
  $set: (properties, key, value) => {
    properties[key] = value;
  },
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

/** False for operations beside plain keys, and for an operation (`$clearAll` apart) that is not a map ("Identify API"). */
export function isWellFormed(update: JsonObject): boolean {
  let operations = 0;
  let keys = 0;
  for (const key in update) {
    keys += 1;
    if (!key.startsWith('$') || !isOperation(key)) continue;
    operations += 1;
    if (key !== '$clearAll' && !isJsonObject(update[key])) return false;
  }
  return operations === 0 || operations === keys;
}

/** Applies user or group properties, plain or as operations, to what is stored. Expects a well-formed update. */
export function applyOperations(properties: JsonObject, update: JsonObject): void {
  if (!Object.keys(update).some(isOperation)) {
    Object.assign(properties, update);
    return;
  }
  if ('$clearAll' in update) for (const key of Object.keys(properties)) delete properties[key];
  for (const [name, apply] of OPERATION_ENTRIES) {
    const values = update[name];
    if (!isJsonObject(values)) continue;
    for (const [key, value] of Object.entries(values)) apply(properties, key, value);
  }
}

/** How many properties an update names: the keys inside its operations, or its own ("Group Identify", limits). */
export function countProperties(update: JsonObject): number {
  return Object.entries(update).reduce(
    (sum, [key, value]) => sum + (isOperation(key) && isJsonObject(value) ? Object.keys(value).length : 1),
    0,
  );
}
