/** '' or white space. Blank text is no value at an event's top level and inside operations (never inside properties). */
export function isBlank(value: unknown): boolean {
  if (typeof value !== 'string') return value === undefined || value === null;
  // Most text starts with a letter or a digit, and trimming it would take the longest of all that is done here.
  const first = value.charCodeAt(0);
  return !(first > SPACE && first < NOT_ASCII) && value.trim() === '';
}

const SPACE = 0x20;
const NOT_ASCII = 0x7f;

/**
 * Sets a key that comes from outside. A plain assignment of `__proto__` would set the prototype of the object: the value
 * would not be sent, and keys that nobody gave would appear.
 */
export function setKey<T>(target: Record<string, T>, key: string, value: T): void {
  if (key !== '__proto__') target[key] = value;
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
