import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';

const gunzipAsync = promisify(gunzip);

/** More than any documented request; a body beyond it is refused however the limits are set, and costs no more. */
const MOST_BYTES = 64 * 1024 * 1024;

/** A request body: as sent, and once gunzipped. */
export interface Body {
  bytesSent: number;
  content: Buffer;
  /** `too-large`: refusedBytes or more; `bad-gzip`: not gzip though it says so. The content is empty then. */
  problem?: 'too-large' | 'bad-gzip';
}

const EMPTY = Buffer.alloc(0);

/** Reads a body and undoes gzip; limits count bytes after gzip is undone ("HTTP V2", limits). */
export async function readBody(request: IncomingMessage, refusedBytes: number): Promise<Body> {
  const refused = Math.min(refusedBytes, MOST_BYTES);
  const chunks: Buffer[] = [];
  let bytesSent = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytesSent += chunk.length;
    // The rest of a refused body is still taken in, so that the client gets its answer and not a broken pipe.
    if (bytesSent < refused) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytesSent >= refused) return { bytesSent, content: EMPTY, problem: 'too-large' };
  const sent = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  if (!isGzip(request.headers['content-encoding'])) return { bytesSent, content: sent };
  return { bytesSent, ...(await undoGzip(sent, refused)) };
}

/** `gzip` and its old name `x-gzip`, in any case (RFC 9110, content codings). */
const isGzip = (encoding: string | undefined): boolean => /^\s*(x-)?gzip\s*$/i.test(encoding ?? '');

async function undoGzip(sent: Buffer, refusedBytes: number): Promise<Omit<Body, 'bytesSent'>> {
  try {
    return { content: await gunzipAsync(sent, { maxOutputLength: Math.max(refusedBytes - 1, 1) }) };
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { content: EMPTY, problem: isTooLarge ? 'too-large' : 'bad-gzip' };
  }
}
