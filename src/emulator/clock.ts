/** The emulator's time in ms since the epoch: a running clock that tests move instead of waiting. */
export class Clock {
  #offset = 0;

  readonly #base: () => number;

  constructor(base: () => number) {
    this.#base = base;
  }

  now(): number {
    return this.#base() + this.#offset;
  }

  /** How far it runs ahead of its base, in ms. */
  get offset(): number {
    return this.#offset;
  }

  advance(ms: number): void {
    this.#offset += ms;
  }

  setTime(time: number): void {
    this.#offset = time - this.#base();
  }
}
