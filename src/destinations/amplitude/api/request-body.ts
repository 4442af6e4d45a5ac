import { gzipSync } from 'node:zlib';
import { isJsonEndpoint, type EncodedItem } from './item';
import type { IngestionEndpoint } from './endpoints';

const GZIP_FROM_BYTES = 2048;

export interface RequestBody {
  body: string | Uint8Array<ArrayBuffer>;
  headers: Record<string, string>;
}

/** What all requests of one endpoint and one `min_id_length` share. */
export interface Envelope {
  endpoint: IngestionEndpoint;
  apiKey: string;
  minIdLength?: number;
}

/** The body for these items: JSON for events, a form with JSON inside for the rest (Amplitude Identify API). */
export function toRequestBody(envelope: Envelope, items: EncodedItem[], gzip = false): RequestBody {
  const objects = items.map((item) => item.encoded);
  if (!isJsonEndpoint(envelope.endpoint)) {
    return {
      body: toForm(envelope, objects),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
  }
  const body = toJson(envelope, objects);
  const headers = { 'content-type': 'application/json' };
  if (!gzip || Buffer.byteLength(body) <= GZIP_FROM_BYTES) return { body, headers };
  return { body: gzipSync(body), headers: { ...headers, 'content-encoding': 'gzip' } };
}

/** UTF-8 bytes of the body around the objects. */
export function envelopeBytes(envelope: Envelope): number {
  const empty = isJsonEndpoint(envelope.endpoint) ? toJson(envelope, []) : toForm(envelope, ['', '']);
  return Buffer.byteLength(empty);
}

function toJson({ apiKey, minIdLength }: Envelope, objects: string[]): string {
  const options = minIdLength === undefined ? '' : `,"options":${toOptions(minIdLength)}`;
  return `{"api_key":${JSON.stringify(apiKey)},"events":[${objects.join(',')}]${options}}`;
}

/** A single identification goes as an object, everything else as an array. */
function toForm({ endpoint, apiKey, minIdLength }: Envelope, objects: string[]): string {
  const isSingle = endpoint === 'identify' && objects.length === 1;
  const list = isSingle ? objects.join('') : `%5B${objects.join('%2C')}%5D`;
  const parameter = endpoint === 'usermap' ? 'mapping' : 'identification';
  const options = minIdLength === undefined ? '' : `&options=${encodeURIComponent(toOptions(minIdLength))}`;
  return `api_key=${encodeURIComponent(apiKey)}&${parameter}=${list}${options}`;
}

function toOptions(minIdLength: number): string {
  return JSON.stringify({ min_id_length: minIdLength });
}
