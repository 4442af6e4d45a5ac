interface Step {
  number: number;
  counts: Map<string, number>;
}

/** Counts per id over a window that slides in whole steps. Holds only ids seen within the window. */
export class SlidingCount {
  readonly #totals = new Map<string, number>();
  readonly #steps: Step[] = [];

  readonly #stepMs: number;
  readonly #windowSteps: number;

  constructor(stepMs: number, windowSteps: number) {
    this.#stepMs = stepMs;
    this.#windowSteps = windowSteps;
  }

  add(id: string, count: number, at: number): void {
    const { counts } = this.#currentStep(at);
    counts.set(id, (counts.get(id) ?? 0) + count);
    this.#totals.set(id, (this.#totals.get(id) ?? 0) + count);
  }

  /** The count of an id within the window that ends now. */
  total(id: string, at: number): number {
    this.#currentStep(at);
    return this.#totals.get(id) ?? 0;
  }

  #currentStep(at: number): Step {
    const number = Math.floor(at / this.#stepMs);
    while (this.#steps[0] && this.#steps[0].number <= number - this.#windowSteps) this.#dropOldest();
    const last = this.#steps.at(-1);
    if (last && last.number >= number) return last;
    const step = { number, counts: new Map<string, number>() };
    this.#steps.push(step);
    return step;
  }

  #dropOldest(): void {
    for (const [id, count] of this.#steps.shift()?.counts ?? []) {
      const left = (this.#totals.get(id) ?? 0) - count;
      if (left > 0) this.#totals.set(id, left);
      else this.#totals.delete(id);
    }
  }
}
