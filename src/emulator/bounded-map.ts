/** A map that lets the entry go that was set longest ago once it holds more than its capacity. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
  readonly #capacity: number;
  readonly #onFull: () => void;
  #forgotten = 0;

  /** `onFull` is called once, when the first entry is let go. */
  constructor(capacity: number, onFull: () => void = () => undefined) {
    super();
    this.#capacity = capacity;
    this.#onFull = onFull;
  }

  override set(key: Key, value: Value): this {
    super.delete(key);
    super.set(key, value);
    if (this.size <= this.#capacity) return this;
    for (const oldest of this.keys()) {
      super.delete(oldest);
      break;
    }
    if (this.#forgotten === 0) this.#onFull();
    this.#forgotten += 1;
    return this;
  }
}
