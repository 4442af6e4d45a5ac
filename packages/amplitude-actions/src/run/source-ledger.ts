/** Which records of one source are done. Small however the answers come in: it lists what is *not* done. */
export interface LedgerState {
  /** The highest position read. */
  read: number;
  /** Positions up to `read` without a final answer; of a record with several events, those that have none. */
  outstanding: (number | OpenParts)[];
}

export interface OpenParts {
  position: number;
  parts: number[];
}

/** The only event of its record. */
const WHOLE = new Set([0]);

export class SourceLedger {
  #read: number;
  readonly #outstanding = new Map<number, Set<number>>();

  constructor({ read, outstanding }: LedgerState = { read: 0, outstanding: [] }) {
    this.#read = read;
    for (const entry of outstanding) {
      if (typeof entry === 'number') this.#outstanding.set(entry, WHOLE);
      else this.#outstanding.set(entry.position, new Set(entry.parts));
    }
  }

  get read(): number {
    return this.#read;
  }

  /** Whether an earlier run finished the record, which need not be looked at then. */
  isDone(position: number): boolean {
    return position <= this.#read && !this.#outstanding.has(position);
  }

  /** Notes that a record of so many events was read. False when an earlier run has counted them. */
  open(position: number, parts: number): boolean {
    if (position <= this.#read) return false;
    this.#read = position;
    if (parts > 0) this.#outstanding.set(position, parts === 1 ? WHOLE : new Set(Array(parts).keys()));
    return true;
  }

  /** Whether this event of the record has no final answer yet. */
  isOpen(position: number, part: number): boolean {
    return this.#outstanding.get(position)?.has(part) === true;
  }

  settle(position: number, part: number): void {
    const parts = this.#outstanding.get(position);
    if (parts === undefined || !parts.has(part)) return;
    // The shared set of one is never changed.
    if (parts.size === 1) this.#outstanding.delete(position);
    else parts.delete(part);
  }

  toState(): LedgerState {
    const outstanding = [...this.#outstanding].map(([position, parts]) =>
      parts === WHOLE ? position : { position, parts: [...parts] },
    );
    return { read: this.#read, outstanding };
  }
}
