/** Which records of one source are done. Small however the answers come in: it lists what is *not* done. */
export interface LedgerState {
  /** The highest position read. */
  read: number;
  /** Positions up to `read` without a final answer. */
  outstanding: number[];
}

export class SourceLedger {
  #read: number;
  readonly #outstanding: Set<number>;

  constructor({ read, outstanding }: LedgerState = { read: 0, outstanding: [] }) {
    this.#read = read;
    this.#outstanding = new Set(outstanding);
  }

  /** Notes that the record is read, and says whether it is new, was left open by an earlier run, or is done. */
  issue(position: number): 'new' | 'reopened' | 'done' {
    if (position <= this.#read) return this.#outstanding.has(position) ? 'reopened' : 'done';
    this.#read = position;
    this.#outstanding.add(position);
    return 'new';
  }

  settle(position: number): void {
    this.#outstanding.delete(position);
  }

  toState(): LedgerState {
    return { read: this.#read, outstanding: [...this.#outstanding] };
  }
}
