import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { InputSource } from '../input/input-source';

/** Enough of a source to see that a checkpoint is about another one. A file may have grown since. */
export interface SourceFingerprint {
  name: string;
  size: number;
  /** Of the first `headBytes` bytes; a pipe has none. */
  headHash: string;
  headBytes: number;
}

const HEAD_BYTES = 4096;

export function toFingerprint(
  { name, path, size = 0 }: InputSource,
  headBytes = HEAD_BYTES,
): SourceFingerprint {
  if (path === undefined || size === 0) return { name, size: 0, headHash: '', headBytes: 0 };
  const head = Buffer.alloc(Math.min(size, headBytes));
  const file = openSync(path, 'r');
  const length = readSync(file, head);
  closeSync(file);
  const headHash = createHash('sha256').update(head.subarray(0, length)).digest('hex');
  return { name, size, headHash, headBytes: length };
}

/** Whether the source still begins as it did, and is not shorter. */
export function isSameSource(source: InputSource, known: SourceFingerprint): boolean {
  if (known.headBytes === 0) return true;
  const now = toFingerprint(source, known.headBytes);
  return now.headHash === known.headHash && now.size >= known.size;
}
