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
import { Turns } from '../turns';
import { type Operation, type Store } from './store';

interface Found {
  key: string;
  letter: DeadLetter;
}

/** Dead letters beside the messages, in the same directory. */
export class EmbeddedDeadLetters implements DeadLetters {
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #append: (messages: readonly NewMessage[], also: Operation[]) => Promise<void>;
  /** Two that take the same letter would both count it. */
  readonly #turns = new Turns();
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

  list({ limit }: { limit: number }): Promise<DeadLetter[]> {
    return this.#turns.take(async () => {
      const letters: DeadLetter[] = [];
      for await (const [, value] of this.#store.read({ ...ALL_DEAD, limit }))
        letters.push(readDeadLetter(value));
      return letters;
    });
  }

  async retry(ids: readonly string[]): Promise<number> {
    return this.#take(ids, (found) =>
      this.#append(
        found.map(({ letter }) => toRetry(letter)),
        found.map(toDelete),
      ),
    );
  }

  async delete(ids: readonly string[]): Promise<number> {
    return this.#take(ids, (found) => this.#commits.write(found.map(toDelete)));
  }

  #take(ids: readonly string[], work: (found: readonly Found[]) => Promise<void>): Promise<number> {
    return this.#turns.take(async () => {
      const found = await this.#find(ids);
      if (found.length > 0) await work(found);
      this.count -= found.length;
      return found.length;
    });
  }

  async #find(ids: readonly string[]): Promise<Found[]> {
    const wanted = new Set(ids);
    const found: Found[] = [];
    for await (const [key, value] of this.#store.read(ALL_DEAD)) {
      const letter = readDeadLetter(value);
      if (wanted.has(letter.id)) found.push({ key, letter });
    }
    return found;
  }
}

const toDelete = ({ key }: { key: string }): Operation => ({ type: 'del', key });
