const FIRST = 'initial_';

/** One property of where a user came from. */
export interface Touch {
  name: string;
  /** What it was when the user came for the first time. */
  first: string;
  /** Absent: the last campaign has none. */
  last?: string;
}

/** A user's properties that are there once more as `initial_…`, but for those that no campaign had. */
export function toTouches(properties: Readonly<Record<string, unknown>>): Touch[] {
  return Object.keys(properties)
    .filter((key) => key.startsWith(FIRST))
    .map((key) => {
      const name = key.slice(FIRST.length);
      const last = properties[name];
      return { name, first: toText(properties[key]), ...(last !== undefined && { last: toText(last) }) };
    })
    .filter(({ first, last }) => first !== 'EMPTY' || last !== undefined);
}

const toText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
