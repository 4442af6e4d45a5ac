import { mkdirSync, realpathSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import { QueueUnavailableError } from '../queue-errors';

export type Operation = { type: 'put'; key: string; value: Uint8Array } | { type: 'del'; key: string };
export type Range = { gte: string; lt: string; limit?: number };

const REOPEN_MS = 1000;
const SPACE_CHECK_MS = 1000;

/** A second open in the same process is refused too late: LevelDB then drops the lock that keeps other processes out. */
const openDirectories = new Set<string>();

/**
 * One LevelDB directory. A write error leaves LevelDB's handle broken even when the disk has room again, so the store
 * closes and opens it anew until that works; meanwhile it is `down`.
 */
export class Store {
  readonly directory: string;
  readonly #minFreeBytes: number;
  #db: ClassicLevel<string, Uint8Array>;
  #isDown = false;
  #isClosed = false;
  #reopening: Promise<void> | undefined;
  #space = { checkedAt: 0, isLow: false };

  /** Use {@link Store.open}. */
  constructor(directory: string, db: ClassicLevel<string, Uint8Array>, minFreeBytes: number) {
    this.directory = directory;
    this.#db = db;
    this.#minFreeBytes = minFreeBytes;
  }

  /** @throws {QueueUnavailableError} with the directory's name when it is in use or cannot be opened. */
  static async open(path: string, minFreeBytes: number): Promise<Store> {
    mkdirSync(path, { recursive: true });
    const directory = realpathSync(path);
    if (openDirectories.has(directory)) throw inUse(path);
    openDirectories.add(directory);
    try {
      const store = new Store(directory, await openLevel(directory), minFreeBytes);
      await store.#checkSpace();
      return store;
    } catch (error) {
      openDirectories.delete(directory);
      if (codeOf((error as Error).cause) === 'LEVEL_LOCKED') throw inUse(path);
      throw new QueueUnavailableError(`The queue in ${path} cannot be opened: ${reasonOf(error)}.`);
    }
  }

  get isDown(): boolean {
    return this.#isDown;
  }

  /** All or nothing. `sync`: on disk when it resolves. */
  async write(operations: Operation[], { sync }: { sync: boolean }): Promise<void> {
    if (this.#isDown) throw new QueueUnavailableError('The disk of the queue fails; it is tried again.');
    try {
      await this.#db.batch(operations, { sync });
    } catch (error) {
      this.#reopen();
      throw new QueueUnavailableError(`The queue cannot write: ${reasonOf(error)}.`);
    }
  }

  async *read(range: Range): AsyncGenerator<[string, Uint8Array]> {
    yield* this.#db.iterator(range);
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    return this.#db.get(key);
  }

  /** As it was within the last second. With little space nothing is appended: deletes need room too. */
  get hasSpace(): boolean {
    if (Date.now() - this.#space.checkedAt > SPACE_CHECK_MS) void this.#checkSpace();
    return !this.#space.isLow;
  }

  async #checkSpace(): Promise<void> {
    this.#space.checkedAt = Date.now();
    const { bavail, bsize } = await statfs(this.directory);
    this.#space.isLow = bavail * bsize < this.#minFreeBytes;
  }

  /** Gives the space of deleted messages back; LevelDB keeps it after a backlog was worked off. */
  async compact(start: string, end: string): Promise<void> {
    if (!this.#isDown) await this.#db.compactRange(start, end);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#reopening;
    await this.#db.close();
    openDirectories.delete(this.directory);
  }

  #reopen(): void {
    this.#isDown = true;
    this.#reopening ??= this.#tryToReopen().finally(() => (this.#reopening = undefined));
  }

  async #tryToReopen(): Promise<void> {
    await this.#db.close().catch(() => undefined);
    while (!this.#isClosed) {
      try {
        this.#db = await openLevel(this.directory);
        this.#isDown = false;
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, REOPEN_MS));
      }
    }
  }
}

async function openLevel(directory: string): Promise<ClassicLevel<string, Uint8Array>> {
  const db = new ClassicLevel<string, Uint8Array>(directory, { keyEncoding: 'utf8', valueEncoding: 'view' });
  await db.open();
  return db;
}

const inUse = (path: string) =>
  new QueueUnavailableError(`The queue in ${path} is in use by another process: one directory, one process.`);

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | undefined)?.code;

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
