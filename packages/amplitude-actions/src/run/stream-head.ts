import { createHash } from 'node:crypto';

/** The beginning of a source, by which a checkpoint knows it again. A file may have grown since. */
export interface HeadState {
  headBytes: number;
  headHash: string;
}

/** Events begin alike; so many bytes hold several messageIds and times. */
const HEAD_BYTES = 4096;

/** Takes in what is read of a source, as it lies on disk, and keeps what identifies it. */
export class StreamHead {
  #head = Buffer.alloc(0);

  add(chunk: Buffer): void {
    const missing = HEAD_BYTES - this.#head.length;
    if (missing > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)]);
  }

  /** Whether what was read begins as the source of a checkpoint did; one that ended before is another. */
  isSame({ headBytes, headHash }: HeadState): boolean {
    return this.#head.length >= headBytes && toHash(this.#head.subarray(0, headBytes)) === headHash;
  }

  toState(): HeadState {
    return { headBytes: this.#head.length, headHash: toHash(this.#head) };
  }
}

const toHash = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
