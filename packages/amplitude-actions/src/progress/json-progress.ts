import { writeLine, type Output } from '../io';
import type { Progress, ProgressState } from './progress';

const EVERY_MS = 1_000;

/** One JSON object a line: `{"kind":"progress",…}` and `{"kind":"note","text":…}`. */
export class JsonProgress implements Progress {
  #last = Date.now();

  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  update(state: ProgressState): void {
    if (Date.now() - this.#last < EVERY_MS) return;
    this.#last = Date.now();
    writeLine(this.#output, JSON.stringify({ kind: 'progress', ...state }));
  }

  note(text: string): void {
    writeLine(this.#output, JSON.stringify({ kind: 'note', text }));
  }

  end(): void {
    // The summary is the last line; `send` writes it.
  }
}
