/** Tells when nothing at all has got through for as long as the user allows. */
export class StallWatch {
  #failingSince: number | undefined;

  readonly #limitMs: number;
  readonly #now: () => number;

  constructor(limitMs: number, now: () => number = Date.now) {
    this.#limitMs = limitMs;
    this.#now = now;
  }

  /** Hears of each answered call whether any of its events got a final answer. */
  hasStalled(hasProgress: boolean): boolean {
    if (hasProgress) this.#failingSince = undefined;
    else this.#failingSince ??= this.#now();
    return this.#failingSince !== undefined && this.#now() - this.#failingSince >= this.#limitMs;
  }
}
