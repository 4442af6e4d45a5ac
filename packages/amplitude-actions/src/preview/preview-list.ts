import { toColors } from '../colors';
import { type InputRecord } from '../input/input-record';
import { readEvents } from '../input/read-event';
import { writeLine, type Io } from '../io';
import { countReason, newTally, type Tally } from '../run/tally';
import { previewEvent, type EventPreview } from './preview-event';
import { toPreviewText } from './preview-text';
import { type RequestRecorder } from './request-recorder';

/** Takes record by record, and counts what `send` would do with each. */
export interface PreviewView {
  readonly tally: Tally;
  add(record: InputRecord, origin: string): Promise<void>;
  /** Everything was added. */
  finish(): Promise<void>;
}

/** Shows each event beside its requests. */
export class PreviewList implements PreviewView {
  readonly tally = newTally();
  readonly #recorder: RequestRecorder;
  readonly #isJson: boolean;
  readonly #io: Io;

  constructor(recorder: RequestRecorder, { json }: { json?: boolean }, io: Io) {
    this.#recorder = recorder;
    this.#isJson = json === true;
    this.#io = io;
  }

  async add(record: InputRecord, origin: string): Promise<void> {
    const { stdout } = this.#io;
    for (const read of readEvents(record)) {
      const shown = await previewEvent(read, record.place, origin, this.#recorder);
      this.#count(shown);
      const text = this.#isJson
        ? JSON.stringify({ kind: 'event', ...shown })
        : toPreviewText(shown, toColors(stdout));
      writeLine(stdout, text);
    }
  }

  async finish(): Promise<void> {
    // Every event was shown when it was read.
  }

  #count({ place, outcome, reason = '', calls }: EventPreview): void {
    const { tally } = this;
    tally.read += 1;
    for (const text of calls.flatMap(({ notices }) => notices)) countReason(tally.notices, text, place);
    if (outcome === 'delivered') tally.delivered += 1;
    else if (outcome !== 'rejected') countReason(tally.unmatched, reason, place);
    else {
      const refused = calls.find((call) => call.refused !== undefined)?.refused;
      tally.rejected += 1;
      countReason(tally.reasons, refused ?? reason, place);
    }
  }
}
