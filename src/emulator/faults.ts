import { createSeededRandom } from './seeded-random';

/** What goes wrong with a request. Text bodies are sent as text/html, others as JSON. */
export type FaultAction =
  /** Answer this and ingest nothing. Without a body: Amplitude's own for that status, naming nobody. */
  | { status: number; body?: unknown }
  /** Ingest, then answer this all the same. */
  | { statusAfterIngestion: number; body?: unknown }
  /** Wait before reading on; other faults of the same request still happen. */
  | { latencyMs: number }
  /** Destroy the connection without an answer. */
  | { drop: 'before-ingestion' | 'after-ingestion' }
  /** Ingest, then send half of the real answer and destroy the connection, or send a web page in its place. */
  | { answer: 'truncated' | 'not-json' };

/** Happens on every request to `path` (any when absent) unless nth, every or probability say when. */
export interface Fault {
  path?: string;
  /** On the n-th matching request only, counted from 1. */
  nth?: number;
  /** On every k-th matching request. */
  every?: number;
  /** On a matching request with this chance, 0 to 1, drawn from the seeded generator. */
  probability?: number;
  /** At most so many times. */
  times?: number;
  action: FaultAction;
}

/** The faults of one request: the waits added up, and the first other action that applies. */
export interface RequestFault {
  latencyMs: number;
  action?: Exclude<FaultAction, { latencyMs: number }>;
}

interface FaultState {
  fault: Fault;
  matched: number;
  happened: number;
}

/** Decides, request by request in order of arrival, which faults happen. */
export class FaultPlan {
  readonly #random: () => number;
  #states: FaultState[] = [];

  constructor(faults: readonly Fault[], seed: number) {
    this.#random = createSeededRandom(seed);
    for (const fault of faults) this.add(fault);
  }

  add(fault: Fault): void {
    this.#states.push({ fault, matched: 0, happened: 0 });
  }

  /** The faults in force, with how often each has happened. */
  get all(): (Fault & { happened: number })[] {
    return this.#states.map(({ fault, happened }) => ({ ...fault, happened }));
  }

  clear(): void {
    this.#states = [];
  }

  next(path: string): RequestFault {
    const result: RequestFault = { latencyMs: 0 };
    for (const state of this.#states) {
      const { action } = state.fault;
      const taken = result.action !== undefined && !('latencyMs' in action);
      if (!this.#applies(state, path) || taken) continue;
      state.happened += 1;
      if ('latencyMs' in action) result.latencyMs += action.latencyMs;
      else result.action = action;
    }
    return result;
  }

  #applies(state: FaultState, path: string): boolean {
    const { path: only, nth, every, probability, times = Infinity } = state.fault;
    if ((only !== undefined && only !== path) || state.happened >= times) return false;
    state.matched += 1;
    if (nth !== undefined && state.matched !== nth) return false;
    if (every !== undefined && state.matched % every !== 0) return false;
    return probability === undefined || this.#random() < probability;
  }
}
