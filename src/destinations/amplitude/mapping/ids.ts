import { PayloadValidationError } from '@segment/actions-core';
import type { Notice } from '../notice';

const DEFAULT_MIN_ID_LENGTH = 5;

/** Amplitude HTTP V2, "Invalid user ids and device ids": each makes the whole request a 400. */
const REFUSED_IDS = new Set([
  'anonymous', 'nil', 'none', 'null', 'n/a', 'na', 'undefined', 'unknown', '', '""', '{}', 'lmy47d', '0', '-1',
  '00000000-0000-0000-0000-000000000000',
]); // prettier-ignore

export interface IdSource {
  user_id?: string | null;
  device_id?: string | null;
  min_id_length?: number | null;
}

export interface Ids {
  user_id?: string;
  device_id?: string;
}

export type IdField = 'user_id' | 'device_id' | 'global_user_id' | 'unmap';

/** Why Amplitude would refuse an id, in words that end a sentence; undefined when it is good. */
export function idFault(id: string, minLength: number): string | undefined {
  if (id === '') return 'is empty';
  if (REFUSED_IDS.has(id.toLowerCase())) return `is "${id}", which Amplitude refuses as an id`;
  if (id.length < minLength) return `is shorter than ${minLength} characters (see Minimum ID Length)`;
  return undefined;
}

/** The override of Amplitude's minimum id length, where there is a real one. */
export function toMinIdLength({ min_id_length: length }: IdSource): number | undefined {
  return typeof length === 'number' && length > 0 ? length : undefined;
}

/**
 * The ids that Amplitude will take. A bad id beside a good one is dropped, with a notice: sent, it would cost the whole
 * request. `faults` says what is wrong with the rest.
 */
export function toIds(source: IdSource): { ids: Ids; faults: string[]; notices: Notice[] } {
  const minLength = toMinIdLength(source) ?? DEFAULT_MIN_ID_LENGTH;
  const ids: Ids = {};
  const faults: string[] = [];
  for (const field of ['user_id', 'device_id'] as const) {
    const given = source[field];
    if (given === undefined || given === null) continue;
    // A host that skips the framework's validation may hand over a number.
    const id = String(given).trim();
    const fault = idFault(id, minLength);
    if (fault === undefined) ids[field] = id;
    else faults.push(`${field} ${fault}`);
  }
  const hasGoodId = ids.user_id !== undefined || ids.device_id !== undefined;
  const notices = hasGoodId ? faults.filter(isWorthTelling).map(toNotice) : [];
  return { ids, faults, notices };
}

/** As {@link toIds}, for what cannot be sent without an id. Throws a PayloadValidationError that names field and reason. */
export function requireIds(source: IdSource): { ids: Ids; notices: Notice[] } {
  const { ids, faults, notices } = toIds(source);
  if (ids.user_id === undefined && ids.device_id === undefined) {
    const reason = faults.length === 0 ? 'both are missing' : faults.join(', and ');
    throw new PayloadValidationError(`Amplitude needs a user_id or a device_id: ${reason}.`);
  }
  return { ids, notices };
}

function isWorthTelling(fault: string): boolean {
  return !fault.endsWith('is empty');
}

function toNotice(fault: string): Notice {
  return { name: 'id_dropped', text: `Left an id out of an event that has another: ${fault}.` };
}
