const TICK_MS = 250;

/**
 * Tells when this process did not run for so long that the broker may have given its partitions to another. A process
 * that was stopped and goes on would otherwise work off what it holds before it learns that its connection is gone.
 */
export class Watchdog {
  readonly #limitMs: number;
  readonly #onAsleep: () => void;
  #last = Date.now();
  readonly #timer = setInterval(() => this.isAwake(), TICK_MS);

  constructor(limitMs: number, onAsleep: () => void) {
    this.#limitMs = limitMs;
    this.#onAsleep = onAsleep;
  }

  /** Asked before every step too: the timer itself may run late. */
  isAwake(): boolean {
    const away = Date.now() - this.#last;
    this.#last = Date.now();
    if (away <= this.#limitMs) return true;
    this.#onAsleep();
    return false;
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
