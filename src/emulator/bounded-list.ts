/** A list that keeps the latest entries only, and says how many it has let go. */
export class BoundedList<Entry> {
  readonly entries: Entry[] = [];
  #forgotten = 0;

  readonly #capacity: number;
  readonly #onFull: () => void;

  /** `onFull` is called once, when the first entry is let go. */
  constructor(capacity: number, onFull: () => void = () => undefined) {
    this.#capacity = capacity;
    this.#onFull = onFull;
  }

  /** Entries that were let go since the start. */
  get forgotten(): number {
    return this.#forgotten;
  }

  push(entry: Entry): void {
    this.entries.push(entry);
    const excess = this.entries.length - this.#capacity;
    // A tenth more than the capacity may wait: moving a long list at every entry would cost more than the entry.
    if (excess <= this.#capacity / 10) return;
    this.entries.splice(0, excess);
    if (this.#forgotten === 0) this.#onFull();
    this.#forgotten += excess;
  }

  /** Removes the entries that match, in place. */
  remove(matches: (entry: Entry) => boolean): void {
    const kept = this.entries.filter((entry) => !matches(entry));
    this.entries.splice(0, this.entries.length, ...kept);
  }
}
