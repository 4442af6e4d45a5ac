import { type EventAnswer } from 'segment-actions-amplitude/runtime';
import { type InputRecord } from '../input/input-record';
import { readEvents } from '../input/read-event';
import { countReason, newTally, type Tally } from '../run/tally';
import { type RequestRecorder } from './request-recorder';

const BATCH = 1000;

interface Waiting {
  event: Record<string, unknown>;
  subscriptions?: readonly string[] | undefined;
  origin: string;
  place: string;
}

/** Counts what `send` would do with many events, in as few requests as `send` would make. */
export class PreviewSummary {
  readonly tally: Tally = newTally();
  readonly #recorder: RequestRecorder;
  #waiting: Waiting[] = [];

  constructor(recorder: RequestRecorder) {
    this.#recorder = recorder;
  }

  async add(record: InputRecord, origin: string): Promise<void> {
    const { place } = record;
    for (const read of readEvents(record)) {
      this.tally.read += 1;
      if ('problem' in read) {
        this.tally.rejected += 1;
        countReason(this.tally.reasons, read.problem, place);
      } else {
        this.#waiting.push({ event: read.event, subscriptions: read.subscriptions, origin, place });
      }
    }
    if (this.#waiting.length >= BATCH) await this.finish();
  }

  async finish(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const answers = await this.#recorder.runtime.deliver(waiting);
    answers.forEach((answer, index) => this.#count(answer, waiting[index]?.place ?? ''));
    this.tally.requests += this.#recorder.takeRequests().length;
  }

  #count({ outcome, reason = '', notices }: EventAnswer, place: string): void {
    const { tally } = this;
    for (const { text } of notices) countReason(tally.notices, text, place);
    if (outcome === 'delivered') tally.delivered += 1;
    else if (outcome === 'unmatched' || outcome === 'opted-out') countReason(tally.unmatched, reason, place);
    else {
      tally.rejected += 1;
      countReason(tally.reasons, reason, place);
    }
  }
}
