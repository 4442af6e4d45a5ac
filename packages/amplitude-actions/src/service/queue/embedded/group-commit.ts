import { type Operation, type Store } from './store';

interface Waiting {
  operations: Operation[];
  resolve(this: void): void;
  reject(this: void, error: unknown): void;
}

/** More than this in one write only makes the first of them wait longer. */
const MAX_OPERATIONS = 1000;

/** One synced write at a time; all that come meanwhile go into the next one. A sync costs the same for one or for many. */
export class GroupCommit {
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Resolves when the operations are on disk. */
  write(operations: Operation[]): Promise<void> {
    const written = new Promise<void>((resolve, reject) =>
      this.#waiting.push({ operations, resolve, reject }),
    );
    this.#running ??= this.#run().finally(() => (this.#running = undefined));
    return written;
  }

  /** Resolves when nothing is being written. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#takeGroup();
      try {
        await this.#store.write(
          group.flatMap(({ operations }) => operations),
          { sync: true },
        );
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
  }

  #takeGroup(): Waiting[] {
    let operations = 0;
    const end = this.#waiting.findIndex((each) => (operations += each.operations.length) > MAX_OPERATIONS);
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : Math.max(1, end));
  }
}
