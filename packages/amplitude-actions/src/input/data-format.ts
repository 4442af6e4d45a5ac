import { isUtf8 } from 'node:buffer';
import { CliError } from '../cli-error';

export type Compression = 'gzip' | 'zstd' | 'bzip2' | 'xz';

/** As many first bytes as are needed to recognise what a source holds. */
export const HEAD_BYTES = 4096;

const COMPRESSIONS: readonly (readonly [Compression, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
];

/** Formats that are told by their first bytes and not read, with what to do instead. */
const FOREIGN: readonly (readonly [readonly number[], string])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive; unpack it first (unzip)'],
  [[0x50, 0x41, 0x52, 0x31], 'Parquet; export it as lines of JSON first'],
  [[0x4f, 0x62, 0x6a, 0x01], 'Avro; export it as lines of JSON first'],
  [[0x4f, 0x52, 0x43], 'ORC; export it as lines of JSON first'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive; unpack it first'],
];

/** UTF-32 first: the mark of its little-endian form begins with that of UTF-16. */
const ENCODINGS: readonly (readonly [readonly number[], string])[] = [
  [[0xff, 0xfe, 0x00, 0x00], 'UTF-32'],
  [[0x00, 0x00, 0xfe, 0xff], 'UTF-32'],
  [[0xff, 0xfe], 'UTF-16'],
  [[0xfe, 0xff], 'UTF-16'],
];

const UTF8_MARK = [0xef, 0xbb, 0xbf];
const TAR_MAGIC_AT = 257;

/** How the source is packed, told by its first bytes, so that a pipe works too. Throws a `CliError` for what is no text. */
export function toCompression(head: Buffer, name: string): Compression | undefined {
  const packed = COMPRESSIONS.find(([, magic]) => startsWith(head, magic));
  if (packed !== undefined) return packed[0];
  const foreign = FOREIGN.find(([magic]) => startsWith(head, magic));
  if (foreign !== undefined) throw new CliError(`${name} is ${foreign[1]}.`);
  return undefined;
}

/** The text's first bytes without the mark some editors write. Throws a `CliError` for another encoding. */
export function toUtf8Head(head: Buffer, name: string): Buffer {
  const encoding = ENCODINGS.find(([mark]) => startsWith(head, mark))?.[1] ?? toUnmarked(head);
  if (encoding !== undefined) throw new CliError(`${name} is ${encoding}; ${toConversion(encoding)}.`);
  if (head.toString('latin1', TAR_MAGIC_AT, TAR_MAGIC_AT + 5) === 'ustar') {
    throw new CliError(`${name} is a tar archive; unpack it first (tar -xf).`);
  }
  return startsWith(head, UTF8_MARK) ? head.subarray(UTF8_MARK.length) : head;
}

/** A first line of names between commas (or tabs, semicolons), as a table has it and no line of JSON. */
const HEADER = /^"?[a-z_][\w .]*"?([,;\t]"?[a-z_][\w .]*"?){2,}\r?$/i;

/** Throws a `CliError` for a table: its rows would each be rejected as no JSON. */
export function refuseTable(head: Buffer, name: string): void {
  const end = head.indexOf('\n');
  const line = head.toString('utf8', 0, end === -1 ? head.length : end);
  if (!HEADER.test(line)) return;
  throw new CliError(`${name} is a table (CSV); --csv reads those of Segment's warehouses.`);
}

const LATIN1 = 'not UTF-8, perhaps Latin-1';

function toConversion(encoding: string): string {
  return `convert it to UTF-8 first (iconv -f ${encoding === LATIN1 ? 'LATIN1' : encoding} -t UTF-8)`;
}

const WIDE = [
  ['000x', 'UTF-32BE'],
  ['x000', 'UTF-32LE'],
  ['0x', 'UTF-16BE'],
  ['x0', 'UTF-16LE'],
] as const;

/** JSON begins with ASCII, so that zeros beside its first characters tell how wide they are. */
function toUnmarked(head: Buffer): string | undefined {
  // x for a character, 0 for a zero.
  const shape = [...head.subarray(0, 4)].map((byte) => (byte === 0 ? '0' : 'x')).join('');
  const wide = WIDE.find(([start]) => shape.startsWith(start));
  if (wide !== undefined) return wide[1];
  return looksLikeLatin1(head.subarray(0, HEAD_BYTES)) ? LATIN1 : undefined;
}

/**
 * Whether several lines hold bytes that are no UTF-8, and none holds a character beyond ASCII that is. A single damaged
 * line in a good file is rejected by itself.
 */
function looksLikeLatin1(head: Buffer): boolean {
  if (isUtf8(head)) return false;
  const lines = head.toString('utf8').split('\n').slice(0, -1);
  const damaged = lines.filter((line) => line.includes(REPLACEMENT));
  return damaged.length > 1 && !lines.some((line) => VALID_BEYOND_ASCII.test(line));
}

const REPLACEMENT = '\ufffd';
const VALID_BEYOND_ASCII = /[\u0080-\ufffc]/;

function startsWith(head: Buffer, magic: readonly number[]): boolean {
  return head.length >= magic.length && magic.every((byte, index) => head[index] === byte);
}
