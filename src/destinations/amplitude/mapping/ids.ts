import { PayloadValidationError } from '@segment/actions-core';
import type { Notice } from '../notice';
import { isBlank } from './blank';
import { dropped, readInteger, type Reader } from './read-value';

const DEFAULT_MIN_ID_LENGTH = 5;

/** Amplitude HTTP V2, "Invalid user ids and device ids": each makes the whole request a 400. */
const REFUSED_IDS = new Set([
  'anonymous', 'nil', 'none', 'null', 'n/a', 'na', 'undefined', 'unknown', '', '""', '{}', 'lmy47d', '0', '-1',
  '00000000-0000-0000-0000-000000000000',
]); // prettier-ignore

/** What a boolean or an object is called once it has become text: the same "id" for many people. */
const NO_ID = /^(?:true|false|nan|\[object \w+\])$/i;

/** Zeros alone: what a phone reports whose owner allows no tracking. */
const ZEROS = /^[0-]*0[0-]*$/;

export interface IdSource {
  user_id?: unknown;
  device_id?: unknown;
  /** Stands in for a device id that is blank or refused. */
  anonymous_id?: unknown;
  min_id_length?: unknown;
}

export interface Ids {
  user_id?: string;
  device_id?: string;
}

export type IdField = 'user_id' | 'device_id' | 'global_user_id' | 'unmap';

/** Whether an id may be one of the above. Most ids are longer than those words, and are not looked up among them. */
const mayBeRefused = (id: string): boolean => id.length < 10 || id.startsWith('0000') || id.startsWith('[');

/** Why Amplitude would refuse an id, in words that end a sentence; undefined when it is good. */
export function idFault(id: string, minLength: number): string | undefined {
  if (id === '') return 'is empty';
  if (mayBeRefused(id)) {
    if (REFUSED_IDS.has(id.toLowerCase())) return `is "${id}", which Amplitude refuses as an id`;
    if (NO_ID.test(id)) return `is "${id}", which is no id`;
  }
  if (id.length < minLength) return `is shorter than ${minLength} characters (see Minimum ID Length)`;
  return undefined;
}

/** An id as text, or what is wrong with it. A number is text; a boolean, a list or an object is no id. */
export function readId(value: unknown, minLength: number): { id: string; fault?: string } {
  const isText = typeof value === 'string' || Number.isFinite(value) || typeof value === 'bigint';
  if (!isText) return { id: '', fault: value === null ? 'is empty' : `is ${kindOf(value)}, which is no id` };
  const id = String(value).trim();
  return { id, fault: idFault(id, minLength) };
}

/** The override of Amplitude's minimum id length, where there is a real one. 0 is none. */
export function toMinIdLength(
  { min_id_length: given }: Pick<IdSource, 'min_id_length'>,
  notices: Notice[] = [],
): number | undefined {
  if (given === undefined || given === 0) return undefined;
  const length = readInteger(given, 'min_id_length', notices);
  if (length === undefined || length > 0) return length;
  if (length < 0) notices.push(dropped('min_id_length', 'it is less than 0'));
  return undefined;
}

/**
 * The ids that Amplitude will take. The anonymous id stands in for a device id that is blank or refused: devices report
 * zeros and "unknown". A bad id beside a good one is dropped, with a notice: sent, it would cost the whole request.
 * `faults` says what is wrong with the rest.
 */
export function toIds(source: IdSource, notices: Notice[]): { ids: Ids; faults: string[] } {
  const minLength = toMinIdLength(source, notices) ?? DEFAULT_MIN_ID_LENGTH;
  const faults: Fault[] = [];
  const user_id = readSource(source, 'user_id', minLength, faults);
  let device_id = readSource(source, 'device_id', minLength, faults);
  if (device_id === undefined && source.anonymous_id !== source.device_id) {
    device_id = readSource(source, 'anonymous_id', minLength, faults);
  }
  const ids: Ids = {};
  if (user_id !== undefined) ids.user_id = user_id;
  if (device_id !== undefined) ids.device_id = device_id;
  if (user_id !== undefined || device_id !== undefined) {
    for (const fault of faults) if (!fault.isBlank) notices.push(toNotice(fault));
  }
  return { ids, faults: faults.map(({ text }) => text) };
}

function readSource(
  source: IdSource,
  field: 'user_id' | 'device_id' | 'anonymous_id',
  minLength: number,
  faults: Fault[],
): string | undefined {
  const given = source[field];
  if (given === undefined || given === null) return undefined;
  const { id, fault } = readId(given, minLength);
  if (fault === undefined) return id;
  faults.push({ field, isBlank: isBlank(given), text: `${field} ${fault}` });
  return undefined;
}

/** As {@link toIds}, for what cannot be sent without an id. Throws a PayloadValidationError that names field and reason. */
export function requireIds(source: IdSource, notices: Notice[]): Ids {
  const { ids, faults } = toIds(source, notices);
  if (ids.user_id === undefined && ids.device_id === undefined) {
    const reason = faults.length === 0 ? 'both are missing' : faults.join(', and ');
    throw new PayloadValidationError(`Amplitude needs a user_id or a device_id: ${reason}.`);
  }
  return ids;
}

/** The id of an ad network. Zeros stand for a person who allows no tracking, and a boolean for whether they do. */
export const readAdvertisingId: Reader<string> = (value, field, notices) => {
  const { id, fault } = readId(value, 0);
  if (id === '' && isBlank(value)) return undefined;
  if (fault === undefined && !ZEROS.test(id)) return id;
  notices.push({ name: 'id_dropped', field, text: `Left ${field} out: it is no advertising id.` });
  return undefined;
};

interface Fault {
  field: string;
  isBlank: boolean;
  text: string;
}

function toNotice({ field, text }: Fault): Notice {
  return { name: 'id_dropped', field, text: `Left an id out of an event that has another: ${text}.` };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
