import type { JSONLikeObject } from '@segment/actions-core';
import { isJsonObject } from '../../../json-object';
import type { Notice } from '../notice';
import { isBlank } from './blank';

/** Reads what a field holds. What cannot be sent is undefined, with a notice that names the field; blank is undefined. */
export type Reader<T> = (value: unknown, field: string, notices: Notice[]) => T | undefined;

/** How each key of an Amplitude object is read from the field of the same name. */
export type Readers<T> = { readonly [Key in keyof T]?: Reader<T[Key]> };

/** Numbers as people and programs write them: "37.77", "-122", "1e3". */
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const LONGEST_NUMBER = 64;

/** A table of readers as a list of pairs, made once. */
export type ReaderEntries<T> = readonly (readonly [keyof T & string, Reader<unknown>])[];

/** The pairs of a table of readers. */
export function toEntries<T extends object>(readers: Readers<T>): ReaderEntries<T> {
  return Object.entries(readers) as [keyof T & string, Reader<unknown>][];
}

/** Copies every key that has a reader and a value in the payload. A notice names the field as prefix and key. */
export function readKeys<T extends object>(
  target: T,
  payload: object,
  readers: ReaderEntries<T>,
  notices: Notice[],
  prefix = '',
): void {
  const source = payload as Readonly<Partial<Record<string, unknown>>>;
  for (const reader of readers) {
    const key = reader[0];
    const given = source[key];
    if (given === undefined || given === null) continue;
    const value = reader[1](given, prefix + key, notices);
    if (value !== undefined) target[key] = value as T[keyof T & string];
  }
}

/** Text; a number or a boolean becomes text, as the framework would have it. */
export const readText: Reader<string> = (value, field, notices) => {
  if (typeof value === 'string') return isBlank(value) ? undefined : value;
  if (isBlank(value)) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint')
    return String(value);
  notices.push(dropped(field, 'it is not text'));
  return undefined;
};

/** A number, or text that is one. */
export const readNumber: Reader<number> = (value, field, notices) => {
  const number = toNumber(value);
  if (number === undefined && !isBlank(value)) notices.push(unreadable(field, 'is no number'));
  return number;
};

/** A whole number, or text that is one. */
export const readInteger: Reader<number> = (value, field, notices) => {
  const number = toNumber(value);
  if (number !== undefined && Number.isSafeInteger(number)) return number;
  if (!isBlank(value)) notices.push(unreadable(field, 'is no whole number'));
  return undefined;
};

/** An object with keys, as it is. */
export const readObject: Reader<JSONLikeObject> = (value, field, notices) => {
  if (isJsonObject(value)) return value;
  if (!isBlank(value)) notices.push(dropped(field, 'it is not an object'));
  return undefined;
};

/** Notice of a value that is not sent. */
export function dropped(field: string, reason: string): Notice {
  return { name: 'value_dropped', field, text: `Left ${field} out: ${reason}.` };
}

/** A finite number in linear time, or undefined. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  if (text.length > LONGEST_NUMBER || !NUMBER.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

function unreadable(field: string, fault: string): Notice {
  return { name: 'number_unreadable', field, text: `Left ${field} out: it ${fault}.` };
}
