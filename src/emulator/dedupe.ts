const WINDOW_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Remembers events for seven days by insert_id and device_id; an event without a device is known by its
 * insert_id alone ("HTTP V2, Event deduplication").
 */
export class Dedupe {
  readonly #seen = new Map<string, number>();

  /** True when the event was seen within the window; otherwise remembers it. */
  isDuplicate(insertId: string, deviceId: string | undefined, at: number): boolean {
    this.#forget(at - WINDOW_MS);
    const key = deviceId === undefined ? insertId : `${insertId}\n${deviceId}`;
    if (this.#seen.has(key)) return true;
    this.#seen.set(key, at);
    return false;
  }

  /** A Map iterates in insertion order, so the expired ones are all in front. */
  #forget(before: number): void {
    for (const [key, seenAt] of this.#seen) {
      if (seenAt > before) return;
      this.#seen.delete(key);
    }
  }
}
