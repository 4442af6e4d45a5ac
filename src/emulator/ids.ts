/** "HTTP V2, invalid id values": case-insensitive, since "Anonymous" was seen refused too. */
const FORBIDDEN_IDS = new Set([
  'anonymous',
  'nil',
  'none',
  'null',
  'n/a',
  'na',
  'undefined',
  'unknown',
  '',
  '""',
  '00000000-0000-0000-0000-000000000000',
  '{}',
  'lmy47d',
  '0',
  '-1',
]);

/** The id as Amplitude keeps it (text, trimmed); undefined when there is none. */
export function readId(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim();
  return typeof value === 'number' ? String(value) : undefined;
}

export function isForbiddenId(id: string): boolean {
  return FORBIDDEN_IDS.has(id.toLowerCase());
}
