import * as crypto from 'node:crypto';
import type { Notice } from '../notice';
import { isBlank } from './blank';

const FINGERPRINT_LENGTH = 16;

export interface InsertIdSource {
  insert_id?: unknown;
  message_id?: unknown;
}

/**
 * The mapped insert id as it is, else `<message id>-<fingerprint of what is sent>`. A retry sends the same and so counts
 * once, as Amplitude dedupes by insert_id and device_id for 7 days (HTTP V2, "Event deduplication"). What two mappings
 * make of one message counts twice when it differs: a purchase is not swallowed by the plain event of the same name.
 *
 * @param json The object as it is sent, without its insert id, its time and its address: a client that sends it again has
 * others.
 */
export function toInsertId(source: InsertIdSource, json: string, notices: Notice[]): string | undefined {
  const mapped = readGivenId(source.insert_id);
  if (mapped !== undefined) return mapped;
  if (!isBlank(source.insert_id)) {
    const text = 'Left insert_id out: it is not text.';
    notices.push({ name: 'value_dropped', field: 'insert_id', text });
  }
  const messageId = readGivenId(source.message_id);
  if (messageId !== undefined) return `${messageId}-${toFingerprint(json)}`;
  const text = 'Sent without an insert_id, as there is no message id: if it is sent again, it counts twice.';
  notices.push({ name: 'insert_id_missing', field: 'insert_id', text });
  return undefined;
}

/**
 * The first 16 hexadecimal digits of SHA-1 over the UTF-8 bytes of the JSON. It must never change: events that are sent
 * again after an upgrade would count twice.
 *
 * @example printf %s "$json" | sha1sum | cut -c1-16
 */
export function toFingerprint(json: string): string {
  return sha1(json).slice(0, FINGERPRINT_LENGTH);
}

/** `crypto.hash` takes half the time where it is there (Node 20.12). */
const sha1: (text: string) => string =
  typeof crypto.hash === 'function'
    ? (text) => crypto.hash('sha1', text, 'hex')
    : (text) => crypto.createHash('sha1').update(text).digest('hex');

function readGivenId(value: unknown): string | undefined {
  if (Number.isFinite(value)) return String(value);
  return typeof value === 'string' && !isBlank(value) ? value : undefined;
}
