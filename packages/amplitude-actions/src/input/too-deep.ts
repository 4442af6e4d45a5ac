import { isJsonObject } from 'segment-actions-amplitude/api';

/** `JSON.stringify` and mappings recurse: some thousand levels exhaust the stack. Amplitude itself takes 40. */
export const MAX_DEPTH = 1000;

export const TOO_DEEP = `nested more than ${MAX_DEPTH.toLocaleString('en')} levels deep, where Amplitude takes 40, so it cannot be sent`;

const OPENING = /[[{]/g;

/** Cheap for the millions of texts that are too short to be. */
export function mayBeTooDeep(text: string): boolean {
  return text.length > 2 * MAX_DEPTH && (text.match(OPENING)?.length ?? 0) > MAX_DEPTH;
}

/** Level by level, since recursion is what such a value breaks. */
export function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isContainer);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((each) => Object.values(each).filter(isContainer));
  }
  return false;
}

/** The JSON text of a value however deep, without recursion. */
export function writeDeep(value: unknown): string {
  let text = '';
  const due: (string | { value: unknown })[] = [{ value }];
  for (let next = due.pop(); next !== undefined; next = due.pop()) {
    if (typeof next === 'string') text += next;
    else if (!isContainer(next.value)) text += JSON.stringify(next.value) ?? 'null';
    else due.push(...toParts(next.value).reverse());
  }
  return text;
}

function toParts(value: object): (string | { value: unknown })[] {
  const isList = Array.isArray(value);
  const parts = Object.entries(value).flatMap(([key, inner]: [string, unknown], index) => [
    `${index === 0 ? '' : ','}${isList ? '' : `${JSON.stringify(key)}:`}`,
    { value: inner },
  ]);
  return isList ? ['[', ...parts, ']'] : ['{', ...parts, '}'];
}

const isContainer = (value: unknown): value is object => Array.isArray(value) || isJsonObject(value);
