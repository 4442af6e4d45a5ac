/** Batches held at most, beside those in flight: one that is ready when a call is answered. */
const BATCHES_AHEAD = 1;
const MAX_BYTES = 8 * 1024 * 1024;

interface Sized {
  bytes: number;
}

/** Counts the events that were read and have no final answer yet: what bounds the memory of a run. */
export class Backlog {
  #events = 0;
  #bytes = 0;

  readonly #options: { concurrency: number; batchSize: number };

  constructor(options: { concurrency: number; batchSize: number }) {
    this.#options = options;
  }

  add({ bytes }: Sized): void {
    this.#events += 1;
    this.#bytes += bytes;
  }

  remove({ bytes }: Sized): void {
    this.#events -= 1;
    this.#bytes -= bytes;
  }

  get isEmpty(): boolean {
    return this.#events === 0;
  }

  /** The reader waits. */
  get isFull(): boolean {
    const { concurrency, batchSize } = this.#options;
    return this.#events >= (concurrency + BATCHES_AHEAD) * batchSize || this.#bytes >= MAX_BYTES;
  }
}
