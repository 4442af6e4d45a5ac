const WINDOW_MS = 7 * 24 * 60 * 60 * 1000;
/** About 1 GB of keys; a test sends far less. */
const MOST_KEYS = 5_000_000;

/**
 * Remembers events for seven days by insert_id and device_id; an event without a device is known by its
 * insert_id alone ("HTTP V2, Event deduplication").
 */
export class Dedupe {
  readonly #seen = new Map<string, number>();
  readonly #onFull: () => void;

  constructor(onFull: () => void = () => undefined) {
    this.#onFull = onFull;
  }

  /** True when the event was seen since; otherwise remembers it. `forgetExpired` keeps "since" at seven days. */
  isDuplicate(insertId: string, deviceId: string | undefined, at: number): boolean {
    const key = deviceId === undefined ? insertId : `${insertId}\n${deviceId}`;
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, at);
    return false;
  }

  /** To be called once per request. A Map iterates in insertion order, so the expired ones are all in front. */
  forgetExpired(at: number): void {
    if (this.#seen.size > MOST_KEYS) this.#onFull();
    for (const [key, seenAt] of this.#seen) {
      if (seenAt > at - WINDOW_MS && this.#seen.size <= MOST_KEYS) return;
      this.#seen.delete(key);
    }
  }
}
