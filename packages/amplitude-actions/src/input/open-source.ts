import { createReadStream } from 'node:fs';
import { type Readable } from 'node:stream';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { prepend, withHead, type Chunks } from './byte-chunks';
import { HEAD_BYTES, refuseTable, toCompression, toUtf8Head } from './data-format';
import { decompress, toDecompressionProblem } from './decompress';
import { type InputSource } from './input-source';

const READ_BYTES = 128 * 1024;
/** The longest of the marks by which a format is recognised. */
const MARK_BYTES = 6;

export interface SourceWatcher {
  /** Learns of every chunk as it lies on disk, before decompression, ahead of whoever reads it. */
  onChunk?(this: void, chunk: Buffer): void;
  /** The first chunk holds as many bytes as this, where there are so many: what a checkpoint recognises a stream by. */
  headBytes?: number;
}

/**
 * The source's text as UTF-8 bytes, decompressed where it is packed. Throws a `CliError` for what cannot be read: with
 * `workLeft` where the data is damaged or cut off, with `badUse` where it is something else.
 */
export async function* openSource(
  source: InputSource,
  stdin: Readable,
  { onChunk, headBytes = 0 }: SourceWatcher = {},
): AsyncGenerator<Buffer> {
  const raw =
    source.path === undefined ? stdin : createReadStream(source.path, { highWaterMark: READ_BYTES });
  try {
    const bytes = withHead(toBuffers(raw), Math.max(headBytes, MARK_BYTES));
    const head = await bytes.next();
    if (head.done) return;
    onChunk?.(head.value);
    const compression = toCompression(head.value, source.name);
    const all = prepend(head.value, watch(bytes, onChunk));
    yield* withoutMark(source, compression === undefined ? all : decompress(all, compression));
  } catch (error) {
    throw error instanceof CliError ? error : toFailure(source, error);
  }
}

function toFailure({ name }: InputSource, error: unknown): CliError {
  return new CliError(`${name} cannot be read to its end: ${toReason(error)}.`, ExitCode.workLeft);
}

const toReason = (error: unknown): string => toDecompressionProblem(error) ?? (error as Error).message;

async function* withoutMark({ name }: InputSource, chunks: Chunks): AsyncGenerator<Buffer> {
  const bytes = withHead(chunks, MARK_BYTES);
  const first = await bytes.next();
  if (first.done) return;
  yield toUtf8Head(first.value, name);
  yield* bytes;
}

async function* toBuffers(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer | string>) {
    yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
}

async function* watch(chunks: Chunks, onChunk: SourceWatcher['onChunk']): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onChunk?.(chunk);
    yield chunk;
  }
}

/** Throws a `CliError` when a file holds what cannot be read: every file is looked at before the first event is sent. */
export async function checkSource(source: InputSource, isTable: boolean): Promise<void> {
  if (source.path === undefined || source.size === undefined) return;
  const head = createReadStream(source.path, { end: HEAD_BYTES - 1 });
  for await (const chunk of withHead(toBuffers(head), HEAD_BYTES)) {
    if (toCompression(chunk, source.name) !== undefined) continue;
    const text = toUtf8Head(chunk, source.name);
    if (!isTable) refuseTable(text, source.name);
  }
}
