/** What a sender is given to send: an event, and what its host knows about it. */
export interface SendItem {
  event: Record<string, unknown>;
  /** Subscriptions that are still due; all that match when absent. The sender shortens it to those to try again. */
  subscriptions?: readonly string[] | undefined;
  /** Part of the id that is made for an event without a messageId. */
  origin?: string | undefined;
  /** About its size, for bounding memory. */
  bytes: number;
}

/**
 * Where a job stands:
 *
 * | state   | means                                              | goes on to                                    |
 * |---------|----------------------------------------------------|-----------------------------------------------|
 * | waiting | not in a batch: an earlier job of its user is open | placed, or parked when its id must go slowly  |
 * | placed  | in a batch that has not been sent                  | sent                                          |
 * | sent    | in a call, no answer yet                           | done, or parked when it is to be tried again  |
 * | parked  | waits for a moment, not for another job            | waiting                                       |
 * | done    | has its final answer                               |                                               |
 *
 * A job that is done while an earlier one of its user is not stays linked: it keeps the rest behind both (JobOrder).
 */
export type JobState = 'waiting' | 'placed' | 'sent' | 'parked' | 'done';

const MOVES: Record<JobState, readonly JobState[]> = {
  waiting: ['placed', 'parked'],
  placed: ['sent'],
  sent: ['done', 'parked'],
  parked: ['waiting'],
  done: [],
};

/** A delivery that was refused for good. */
export interface Failure {
  subscription: string;
  status: number;
  reason: string;
}

/** One event on its way, until every subscription that wants it has a final answer. */
export class Job<Item extends SendItem = SendItem> {
  /** The unfinished jobs that must reach Amplitude earlier: at most one a key. */
  readonly before: Job<Item>[] = [];
  readonly after: Job<Item>[] = [];
  /** The batch that it is in, while it is placed or sent: known by identity alone. */
  batch: object | undefined;
  attempts = 0;
  /** Refusals of earlier attempts, whose other subscriptions are still due. */
  failures: Failure[] = [];
  readonly item: Item;
  readonly keys: readonly string[];
  #state: JobState = 'waiting';

  constructor(item: Item, keys: readonly string[]) {
    this.item = item;
    this.keys = keys;
  }

  get state(): JobState {
    return this.#state;
  }

  /** Throws for a step that the table does not have: a job sent twice is an event out of order. */
  moveTo(state: JobState): void {
    if (!MOVES[this.#state].includes(state)) {
      throw new Error(`A job cannot go from "${this.#state}" to "${state}".`);
    }
    this.#state = state;
  }
}
