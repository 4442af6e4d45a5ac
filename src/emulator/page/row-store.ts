import { useEffect, useState } from 'preact/hooks';
import type { EmulatorState, Row, StreamMessage } from '../page-api';
import { follow, get, type Connection } from './api';

const MOST_ROWS = 10_000;
const HIDDEN_TAB_MS = 1_000;

/** What the page knows of the emulator: its rows, newest last, and how it is set. */
class RowStore {
  rows: Row[] = [];
  state: EmulatorState | undefined;
  connection: Connection = 'connecting';
  /** Rows up to this number were cleared from the list; they are still there. */
  clearedUpTo = 0;
  /** Rows after this number wait, while the list is paused or held; undefined lets them in. */
  upTo: number | undefined;
  isPaused = false;
  /** Said once, when the emulator was reset or restarted. */
  message = '';
  run = '';
  /** Counts changes, so that a view knows when to draw again. */
  version = 0;
  readonly #listeners = new Set<() => void>();
  #isDue = false;
  #isCatchingUp = false;

  start(): void {
    follow(
      () => this.lastNumber,
      (message) => this.#receive(message),
      (connection) => {
        this.connection = connection;
        this.changed();
        if (connection === 'live') void this.#catchUp();
      },
    );
    void this.refreshState();
    void this.#catchUp();
  }

  get lastNumber(): number {
    return this.rows.at(-1)?.n ?? 0;
  }

  async refreshState(): Promise<void> {
    this.state = await get<EmulatorState>('state').catch(() => this.state);
    if (this.state) this.#startRun(this.state.run);
    this.changed();
  }

  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.upTo = isPaused ? this.lastNumber : undefined;
    this.changed();
  }

  /** Keeps new rows back while something is read; a pause stays as it is. */
  hold(isHeld: boolean): void {
    if (this.isPaused || (this.upTo !== undefined) === isHeld) return;
    this.upTo = isHeld ? this.lastNumber : undefined;
    this.changed();
  }

  /** Empties the list; returns how to undo it. */
  clear(): () => void {
    const before = this.clearedUpTo;
    this.clearedUpTo = this.lastNumber;
    this.changed();
    return () => {
      this.clearedUpTo = before;
      this.changed();
    };
  }

  /** Draws once a frame, and once a second in a hidden tab, which gets no frames. */
  changed(): void {
    this.version += 1;
    if (this.#isDue) return;
    this.#isDue = true;
    const draw = (): void => {
      this.#isDue = false;
      for (const listener of this.#listeners) listener();
    };
    if (document.hidden) setTimeout(draw, HIDDEN_TAB_MS);
    else requestAnimationFrame(draw);
  }

  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #receive(message: StreamMessage): void {
    if (message.type === 'rows') this.#add(message.rows);
    else if (message.type === 'reset') this.#startRun(message.run);
    if (message.type !== 'rows') void this.refreshState();
  }

  #startRun(run: string): void {
    if (run === this.run) return;
    if (this.run !== '') this.message = 'The emulator was reset: what came before is gone.';
    this.run = run;
    this.rows = [];
    this.clearedUpTo = 0;
    this.upTo = this.isPaused ? 0 : undefined;
    this.changed();
  }

  #add(rows: readonly Row[]): void {
    const [first] = rows;
    if (!first) return;
    const run = first.id.slice(0, first.id.lastIndexOf('-'));
    if (run !== this.run) this.#startRun(run);
    const last = this.lastNumber;
    const fresh = rows.filter(({ n }) => n > last);
    if (last > 0 && fresh[0] && fresh[0].n > last + 1) return void this.#catchUp();
    for (const row of fresh) this.rows.push(row);
    if (this.rows.length > MOST_ROWS) this.rows = this.rows.slice(-MOST_ROWS);
    this.changed();
  }

  /** Asks for the rows that were missed. */
  async #catchUp(): Promise<void> {
    if (this.#isCatchingUp) return;
    this.#isCatchingUp = true;
    try {
      const rows = await get<Row[]>(`rows?after=${this.lastNumber}`);
      const [first] = rows;
      // More was let go than is kept: what is left here would have a hole.
      if (first && this.lastNumber > 0 && first.n > this.lastNumber + 1) this.rows = [];
      this.#add(rows);
    } catch {
      this.connection = 'lost';
    }
    this.#isCatchingUp = false;
    this.changed();
  }
}

export const store = new RowStore();

/** Draws the calling view again whenever the store changes. */
export function useStore(): RowStore {
  const [, update] = useState(0);
  useEffect(() => store.listen(() => update((count) => count + 1)), []);
  return store;
}
