/** One object that reaches Amplitude, whichever request carries it. */
export interface WireCall {
  /** `httpapi`, `batch`, `identify`, `groupidentify` or `usermap`. */
  endpoint: string;
  /** The event type, or what stands for it: `$identify`, the type of a group, `usermap`. */
  name: string;
  /** The object's keys as on the wire. User properties always stand under operations: plain ones under `$set`. */
  fields: Record<string, unknown>;
}

// eslint-disable-next-line no-restricted-syntax -- the model imports nothing of what it checks
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object without its undefined and null entries. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  );
}
