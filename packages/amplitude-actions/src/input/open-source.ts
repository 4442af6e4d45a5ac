import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { prepend, withHead, type Chunks } from './byte-chunks';
import type { InputSource } from './input-source';

const READ_BYTES = 128 * 1024;
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);
const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF16_BOMS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * The source's text as UTF-8 bytes, decompressed where it is gzip (told by its first bytes, so a pipe works too).
 * `onBytes` hears of every chunk as it lies on disk, before decompression.
 */
export async function* openSource(
  source: InputSource,
  stdin: Readable,
  onBytes: (count: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const raw =
    source.path === undefined ? stdin : createReadStream(source.path, { highWaterMark: READ_BYTES });
  try {
    const bytes = withHead(count(raw, onBytes), GZIP_MAGIC.length);
    const head = await bytes.next();
    if (head.done) return;
    const isGzip = head.value.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
    const all = prepend(head.value, bytes);
    yield* withoutMark(source, isGzip ? gunzip(all) : all);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(`${source.name} cannot be read to its end: ${toReason(error)}.`, ExitCode.workLeft);
  }
}

function toReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code?.startsWith('Z_') === true ? `its gzip data is damaged or cut off (${message})` : message;
}

/** Refuses UTF-16, drops the mark some editors put before UTF-8. */
async function* withoutMark(source: InputSource, chunks: Chunks): AsyncGenerator<Buffer> {
  const bytes = withHead(chunks, UTF8_BOM.length);
  const first = await bytes.next();
  if (first.done) return;
  const head = first.value;
  if (UTF16_BOMS.some((mark) => head.subarray(0, 2).equals(mark))) {
    throw new CliError(`${source.name} is UTF-16; convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8).`);
  }
  yield head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? head.subarray(UTF8_BOM.length) : head;
  yield* bytes;
}

function gunzip(chunks: Chunks): Readable {
  // The callback only keeps pipeline from throwing: whoever iterates the result gets the same error.
  return pipeline(Readable.from(chunks), createGunzip({ chunkSize: READ_BYTES }), () => undefined);
}

async function* count(stream: Readable, onBytes: (count: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    const buffer = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    onBytes(buffer.length);
    yield buffer;
  }
}
