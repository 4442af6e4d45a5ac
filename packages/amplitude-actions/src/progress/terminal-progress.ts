import { SingleBar } from 'cli-progress';
import { writeLine, type Output } from '../io';
import { formatCount, formatSeconds, type Progress, type ProgressState } from './progress';

const TOTAL = 1000;

/** A bar that stays on one line of a terminal. */
export class TerminalProgress implements Progress {
  readonly #bar: SingleBar;

  readonly #output: Output;

  constructor(output: Output) {
    this.#output = output;
    this.#bar = new SingleBar({
      stream: output,
      format:
        '{bar} {percent} {events} events · {rate}/s · {requests} requests · {retries} retries · {rejected} rejected{left}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 20,
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
      linewrap: false,
    });
    this.#bar.start(TOTAL, 0, toPayload({ events: 0, perSecond: 0, requests: 0, retries: 0, rejected: 0 }));
  }

  update(state: ProgressState): void {
    this.#bar.update(Math.floor((state.fraction ?? 0) * TOTAL), toPayload(state));
  }

  note(text: string): void {
    // Over the bar, which the next update draws again below.
    this.#output.write('\r\u001b[K');
    writeLine(this.#output, text);
  }

  end(): void {
    this.#bar.stop();
  }
}

function toPayload(state: ProgressState): Record<string, string> {
  const { fraction, secondsLeft } = state;
  return {
    percent: fraction === undefined ? '' : `${Math.floor(fraction * 100)} % ·`,
    events: formatCount(state.events),
    rate: formatCount(state.perSecond),
    requests: formatCount(state.requests),
    retries: formatCount(state.retries),
    rejected: formatCount(state.rejected),
    left: secondsLeft === undefined ? '' : ` · ${formatSeconds(secondsLeft)} left`,
  };
}
