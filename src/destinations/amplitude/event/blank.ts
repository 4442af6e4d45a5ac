/** '' or white space. Blank text is no value at an event's top level and inside operations (never inside properties). */
export function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

/** The object without its blank entries. */
export function withoutBlanks<T extends object>(object: T): Partial<T> {
  const entries = Object.entries(object).filter(([, value]) => !isBlank(value));
  return Object.fromEntries(entries) as Partial<T>;
}
