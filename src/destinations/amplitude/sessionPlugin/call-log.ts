import type { Context } from '@segment/analytics-next';

/**
 * Knows which events were called before a session was ended by a call. analytics.js enriches an event a moment after
 * it was called: in `track('a'); reset(); track('b')` both reach the plugin after the reset.
 */
export class CallLog {
  /** Time of the latest call. */
  latest = 0;
  #afterEnd: WeakSet<Context> | undefined;

  note(context: Context, time: number): void {
    this.latest = time;
    this.#afterEnd?.add(context);
  }

  markEnd(): void {
    this.#afterEnd = new WeakSet();
  }

  isAfterEnd(context: Context): boolean {
    return this.#afterEnd?.has(context) ?? false;
  }
}
