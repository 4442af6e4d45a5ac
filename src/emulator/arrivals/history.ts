import type { Change } from '../journal';
import type { Step } from '../page-api';

const STEPS_A_SUBJECT = 500;
const MOST_STEPS = 100_000;

/** What changed each user and each group, oldest first; the oldest subjects are let go when it grows too long. */
export class History {
  readonly #steps = new Map<string, Step[]>();
  #total = 0;

  add(subject: string, step: Omit<Step, 'changes'>, changes: Change[]): void {
    const steps = this.#steps.get(subject) ?? [];
    // Set anew, so that the subject that changed longest ago stands first.
    this.#steps.delete(subject);
    this.#steps.set(subject, steps);
    steps.push({ ...step, changes });
    this.#total += 1;
    if (steps.length > STEPS_A_SUBJECT) {
      steps.shift();
      this.#total -= 1;
    }
    for (const [oldest, old] of this.#steps) {
      if (this.#total <= MOST_STEPS) break;
      this.#steps.delete(oldest);
      this.#total -= old.length;
    }
  }

  of(subject: string): readonly Step[] {
    return this.#steps.get(subject) ?? [];
  }
}
