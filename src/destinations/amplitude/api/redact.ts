import type { JSONLikeObject } from '@segment/actions-core';
import { LRUCache } from 'lru-cache';
import type { AmplitudeObject } from '../amplitude-event';
import { isJsonObject } from '../../../json-object';
import type { Settings } from '../settings';

const REDACTED = '<redacted>';
const CUT = '<cut>';
/** A pattern that no text matches. */
const NOTHING = '(?!)';
/** A shorter secret is a part of many words: taking it out would garble every answer. */
const SHORTEST_SECRET = 6;
/** Amplitude repeats the key it refuses: "Invalid API key: 0123…" (HTTP V2, 400). */
const KEY_IN_ERROR = /(invalid api[ _]key)[^]*/i;
const MAX_LENGTH = 16_384;
const EVERYTHING = { entries: Infinity, length: Infinity, depth: Infinity };
const WHOLE = { entries: Infinity, length: Infinity, depth: 40 };
/** Of an answer that is too long, as much of each list and text as tells what it is about. */
const SHORT = { entries: 20, length: 1_000, depth: 2 };

/** The pattern of two keys takes longer to make than to use: a process that sends for few customers makes it once. */
const redactors = new LRUCache<string, Redactor>({ max: 100 });

export interface Redactor {
  /** Text without the keys. */
  text: (text: string) => string;
  /** Amplitude's answer without the keys: JSON as JSON, the rest as text, the very long shortened. */
  body: (answer: { text: string; json?: unknown }) => JSONLikeObject | string;
  /** The same for any JSON value, which was so long as text. */
  value: (json: unknown, length: number) => unknown;
  /** An object as it was sent, which is told as it is unless a key stands in it, as it may in a property. */
  sent: (object: AmplitudeObject) => AmplitudeObject;
}

/**
 * Takes the keys out of what the host gets to see, in whatever percent, form or JSON spelling and whatever case a server
 * repeats them. Works on the strings of an answer that was parsed before: a key such as "success" spoils nothing that
 * is decided.
 *
 * @example toRedactor(settings).text(`invalid key: ${settings.apiKey}`) // without the key
 */
export function toRedactor({ apiKey, secretKey }: Settings): Redactor {
  const id = JSON.stringify([apiKey, secretKey]);
  const known = redactors.get(id) ?? makeRedactor(apiKey, secretKey);
  redactors.set(id, known);
  return known;
}

function makeRedactor(apiKey: string, secretKey: string): Redactor {
  const basic = Buffer.from(`${apiKey}:${secretKey}`).toString('base64');
  const secrets = [apiKey, secretKey, basic, basic.replace(/=+$/, '')]
    .filter((secret) => typeof secret === 'string' && secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  const spellings = new RegExp(secrets.map(toPattern).join('|') || NOTHING, 'giu');
  const text = (dirty: string) => dirty.replace(spellings, REDACTED).replace(KEY_IN_ERROR, '$1');
  const value = (json: unknown, length: number) => walk(json, text, length > MAX_LENGTH ? SHORT : WHOLE);
  return {
    text,
    value,
    sent: (object) =>
      JSON.stringify(object).search(spellings) >= 0
        ? (walk(object, text, EVERYTHING) as AmplitudeObject)
        : object,
    body: ({ text: raw, json }) =>
      isJsonObject(json) ? (value(json, raw.length) as JSONLikeObject) : text(raw).slice(0, MAX_LENGTH),
  };
}

function walk(value: unknown, redact: (text: string) => string, limits: typeof SHORT): unknown {
  if (typeof value === 'string') return redact(value).slice(0, limits.length);
  if (typeof value !== 'object' || value === null) return value;
  if (limits.depth === 0) return CUT;
  const inner = { ...limits, depth: limits.depth - 1 };
  if (Array.isArray(value)) {
    return value.slice(0, limits.entries).map((each) => walk(each, redact, inner));
  }
  const entries = Object.entries(value).slice(0, limits.entries);
  return Object.fromEntries(entries.map(([key, each]) => [redact(key), walk(each, redact, inner)]));
}

/** A pattern for every spelling of a secret, each character by itself. */
function toPattern(secret: string): string {
  return [...secret].map(toCharacterPattern).join('');
}

/**
 * The character itself, behind backslashes too; its bytes as %61, %2561 and so on; its JSON escape; a blank as "+". All
 * repeats have an end, so that no answer takes more than linear time.
 */
function toCharacterPattern(character: string): string {
  const plain = `\\\\{0,8}${character.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)}`;
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25){0,4}${toHex(byte, 2)}`).join('');
  const units = Array.from(
    { length: character.length },
    (_, place) => String.raw`\\{1,8}u` + toHex(character.charCodeAt(place), 4),
  ).join('');
  return `(?:${[plain, bytes, units, ...(character === ' ' ? [String.raw`\+`] : [])].join('|')})`;
}

function toHex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
