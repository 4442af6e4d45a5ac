import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isJsonObject } from 'segment-actions-amplitude/api';
import { Refusal } from './refusal';

const unzip = promisify(gunzip);

/** Clients break Segment's own limits of 32 KB an event and 500 KB a request: their size checks do not work. */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

const GZIP_MAGIC = [0x1f, 0x8b];

/**
 * The JSON object of a request, whatever its content type says: the clients send text/plain, application/json or none,
 * and gzip with or without a header for it.
 *
 * @throws {Refusal} 400, the one status after which every client stops sending the same body.
 */
export async function readBody(bytes: Buffer): Promise<Record<string, unknown>> {
  const text = (await toPlain(bytes)).toString('utf8');
  const value = parse(text);
  if (isJsonObject(value)) return value;
  throw new Refusal(400, 'bad_json', 'The body must be one JSON object.');
}

async function toPlain(bytes: Buffer): Promise<Buffer> {
  if (!GZIP_MAGIC.every((byte, index) => bytes[index] === byte)) return bytes;
  try {
    return await unzip(bytes, { maxOutputLength: MAX_BODY_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new Refusal(400, 'bad_json', 'The body says that it is gzip, and it cannot be decompressed.');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'bad_json', 'The body is not valid JSON.');
  }
}

/** 400 as Segment documents it: after a 413 some clients send the same body for ever. */
export const tooLarge = (): Refusal =>
  new Refusal(400, 'payload_too_large', `The body has more than ${MAX_BODY_BYTES} bytes.`);
