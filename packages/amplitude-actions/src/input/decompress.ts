import { pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import unbzip2 from 'unbzip2-stream';
import { XzReadableStream } from 'xz-decompress';
import { type Chunks } from './byte-chunks';
import { type Compression } from './data-format';

const CHUNK_BYTES = 128 * 1024;

/** Marks the errors of a library, which come as plain `Error`s with words of its own. */
class DamagedDataError extends Error {}

/** Unpacks piece by piece: memory does not grow with the data. Throws when it is damaged or cut off. */
export function decompress(chunks: Chunks, compression: Compression): Chunks {
  switch (compression) {
    case 'gzip':
      return through(chunks, createGunzip({ chunkSize: CHUNK_BYTES }));
    case 'bzip2':
      return damageTold(compression, unpackBzip2(chunks));
    case 'zstd':
      return damageTold(compression, unpackZstd(chunks));
    case 'xz':
      return damageTold(compression, unpackXz(chunks));
  }
}

/** A sentence's part for an error that says that packed data is damaged; undefined for any other error. */
export function toDecompressionProblem(error: unknown): string | undefined {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_') === true) return `its gzip data is damaged or cut off (${message})`;
  return error instanceof DamagedDataError ? message : undefined;
}

function through(chunks: Chunks, transform: Transform): Readable {
  // The callback only keeps pipeline from throwing: whoever iterates the result gets the same error.
  return pipeline(Readable.from(chunks), transform, () => undefined);
}

/** The library is a stream of the first kind that Node had, which `pipeline` does not know; it gives its data at once. */
async function* unpackBzip2(chunks: Chunks): AsyncGenerator<Buffer> {
  const unpacked: Buffer[] = [];
  const failures: Error[] = [];
  const unpacker = unbzip2();
  unpacker.on('data', (chunk: Buffer) => unpacked.push(chunk)).on('error', (error) => failures.push(error));
  for await (const chunk of chunks) {
    unpacker.write(chunk);
    yield* unpacked.splice(0);
    if (failures[0] !== undefined) throw failures[0];
  }
  unpacker.end();
  yield* unpacked.splice(0);
  if (failures[0] !== undefined) throw failures[0];
}

/** An error of the disk has a code and stays as it is; one without comes from the library. */
async function* damageTold(compression: Compression, chunks: Chunks): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of chunks) yield Buffer.from(chunk);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') throw error;
    throw new DamagedDataError(`its ${compression} data is damaged or cut off (${message})`);
  }
}

async function* unpackZstd(chunks: Chunks): AsyncGenerator<Buffer> {
  const unpacked: Buffer[] = [];
  const unpacker = new Decompress((chunk) => void unpacked.push(Buffer.from(chunk)));
  for await (const chunk of chunks) {
    unpacker.push(chunk);
    yield* unpacked.splice(0);
  }
  unpacker.push(new Uint8Array(0), true);
  yield* unpacked.splice(0);
}

async function* unpackXz(chunks: Chunks): AsyncGenerator<Buffer> {
  const iterator = chunks[Symbol.asyncIterator]();
  const packed = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
  });
  const reader = new XzReadableStream(packed).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield Buffer.from(next.value);
}
