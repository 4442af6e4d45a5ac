import { writeLine, type Output } from '../io';
import { toPrintable } from '../printable';
import { formatCount, formatSeconds, type Progress, type ProgressState } from './progress';

const EVERY_MS = 5_000;

/** A plain line now and then, for logs. */
export class LineProgress implements Progress {
  #last = Date.now();

  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
  }

  update(state: ProgressState): void {
    if (Date.now() - this.#last < EVERY_MS) return;
    this.#last = Date.now();
    const { fraction, secondsLeft } = state;
    const parts = [
      ...(fraction === undefined ? [] : [`${Math.floor(fraction * 100)} %`]),
      `${formatCount(state.events)} events`,
      `${formatCount(state.perSecond)}/s`,
      `${formatCount(state.requests)} requests`,
      `${formatCount(state.retries)} sent again`,
      `${formatCount(state.rejected)} rejected`,
      ...(secondsLeft === undefined ? [] : [`${formatSeconds(secondsLeft)} left`]),
    ];
    writeLine(this.#output, parts.join(' · '));
  }

  note(text: string): void {
    writeLine(this.#output, toPrintable(text));
  }

  end(): void {
    // Every line is whole already.
  }
}
