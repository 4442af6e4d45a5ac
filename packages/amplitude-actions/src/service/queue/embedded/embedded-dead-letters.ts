import {
  readDeadLetter,
  toRetry,
  writeDeadLetter,
  type DeadLetter,
  type DeadLetters,
  type NewDeadLetter,
} from '../dead-letters';
import { type NewMessage } from '../event-queue';
import { ALL_DEAD, deadKey, readDeadKey } from './keys';
import { type GroupCommit } from './group-commit';
import { type Operation, type Store } from './store';

/** Dead letters beside the messages, in the same directory. */
export class EmbeddedDeadLetters implements DeadLetters {
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #append: (messages: readonly NewMessage[], also: Operation[]) => Promise<void>;
  #next = 0;
  count = 0;

  constructor(
    store: Store,
    commits: GroupCommit,
    append: (messages: readonly NewMessage[], also: Operation[]) => Promise<void>,
  ) {
    this.#store = store;
    this.#commits = commits;
    this.#append = append;
  }

  /** Counts what lies there from an earlier run. */
  async load(): Promise<void> {
    for await (const [key] of this.#store.read(ALL_DEAD)) {
      this.count += 1;
      this.#next = readDeadKey(key) + 1;
    }
  }

  async add(letters: readonly NewDeadLetter[], also: Operation[] = []): Promise<void> {
    const puts = letters.map((letter): Operation => ({
      type: 'put',
      key: deadKey(this.#next++),
      value: writeDeadLetter(letter),
    }));
    await this.#commits.write([...puts, ...also]);
    this.count += letters.length;
  }

  async list({ limit }: { limit: number }): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    for await (const [, value] of this.#store.read({ ...ALL_DEAD, limit }))
      letters.push(readDeadLetter(value));
    return letters;
  }

  async retry(ids: readonly string[]): Promise<number> {
    const found = await this.#find(ids);
    const messages = found.map(({ letter }) => toRetry(letter));
    await this.#append(messages, found.map(toDelete));
    this.count -= found.length;
    return found.length;
  }

  async delete(ids: readonly string[]): Promise<number> {
    const found = await this.#find(ids);
    if (found.length > 0) await this.#commits.write(found.map(toDelete));
    this.count -= found.length;
    return found.length;
  }

  async #find(ids: readonly string[]): Promise<{ key: string; letter: DeadLetter }[]> {
    const wanted = new Set(ids);
    const found: { key: string; letter: DeadLetter }[] = [];
    for await (const [key, value] of this.#store.read(ALL_DEAD)) {
      const letter = readDeadLetter(value);
      if (wanted.has(letter.id)) found.push({ key, letter });
    }
    return found;
  }
}

const toDelete = ({ key }: { key: string }): Operation => ({ type: 'del', key });
