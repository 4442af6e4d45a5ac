import type { RowOutcome } from '../page-api';

interface Try {
  id: string;
  at: number;
  outcome: RowOutcome;
  status: number;
}

const MOST_TRIES = 20;
const MOST_IDS = 20_000;

/** The arrivals of each insert_id, to show an event's tries in one place. */
export class Tries {
  readonly #byInsertId = new Map<string, { count: number; latest: Try[] }>();

  /** Adds one and returns its number: 2 and more when the ones before it were not ingested. */
  add(insertId: string, one: Try): number {
    const known = this.#byInsertId.get(insertId) ?? { count: 0, latest: [] };
    this.#byInsertId.delete(insertId);
    this.#byInsertId.set(insertId, known);
    const wasDone = known.latest.some(({ outcome }) => outcome === 'ingested');
    known.count += 1;
    known.latest.push(one);
    if (known.latest.length > MOST_TRIES) known.latest.shift();
    if (this.#byInsertId.size > MOST_IDS) this.#forgetOldest();
    return wasDone ? 1 : known.count;
  }

  of(insertId: string): readonly Try[] {
    return this.#byInsertId.get(insertId)?.latest ?? [];
  }

  #forgetOldest(): void {
    for (const oldest of this.#byInsertId.keys()) {
      this.#byInsertId.delete(oldest);
      return;
    }
  }
}
