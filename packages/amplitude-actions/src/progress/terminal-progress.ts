import { type Output } from '../io';
import { toPrintable } from '../printable';
import { wrap } from '../run/summary';
import { formatCount, formatSeconds, type Progress, type ProgressState } from './progress';

const BAR_WIDTH = 20;
const COLUMNS = 80;
/** To the start of the line, and nothing behind it. */
const CLEAR_LINE = '\r\u001b[K';
const HIDE_CURSOR = '\u001b[?25l';
const SHOW_CURSOR = '\u001b[?25h';

/** A bar that stays on the last line of a terminal; notes go above it and stay. */
export class TerminalProgress implements Progress {
  readonly #output: Output;
  #line = '';

  constructor(output: Output) {
    this.#output = output;
    this.#output.write(HIDE_CURSOR);
    this.update({ events: 0, perSecond: 0, requests: 0, retries: 0, rejected: 0 });
  }

  update(state: ProgressState): void {
    const line = toBarLine(state, this.#columns);
    if (line === this.#line) return;
    this.#line = line;
    this.#output.write(`${CLEAR_LINE}${line}`);
  }

  note(text: string): void {
    const lines = wrap(toPrintable(text), this.#columns - 1);
    this.#output.write(`${CLEAR_LINE}${lines.join('\n')}\n${this.#line}`);
  }

  end(): void {
    this.#output.write(`${CLEAR_LINE}${SHOW_CURSOR}`);
    this.#line = '';
  }

  get #columns(): number {
    return this.#output.columns ?? COLUMNS;
  }
}

/** As much as a line holds without wrapping, the most important first. */
export function toBarLine(state: ProgressState, columns: number): string {
  const { fraction, secondsLeft, events, perSecond, requests, retries, rejected } = state;
  const parts = [
    ...(fraction === undefined ? [] : [`${toBar(fraction)} ${Math.floor(fraction * 100)} %`]),
    `${formatCount(events)} events`,
    `${formatCount(perSecond)}/s`,
    ...(secondsLeft === undefined ? [] : [`${formatSeconds(secondsLeft)} left`]),
    ...(rejected > 0 ? [`${formatCount(rejected)} rejected`] : []),
    ...(retries > 0 ? [`${formatCount(retries)} sent again`] : []),
    `${formatCount(requests)} requests`,
  ];
  let line = '';
  for (const part of parts) {
    const longer = line === '' ? part : `${line} · ${part}`;
    if (longer.length >= columns) break;
    line = longer;
  }
  return line;
}

function toBar(fraction: number): string {
  const full = Math.round(fraction * BAR_WIDTH);
  return `${'█'.repeat(full)}${'░'.repeat(BAR_WIDTH - full)}`;
}
