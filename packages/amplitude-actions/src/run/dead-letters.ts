import { REJECTION_KEY, type NoEvent, type Rejection } from '../input/read-event';
import { type Failure, type SendItem } from '../sender/job';
import { AppendFile } from './append-file';

/**
 * The file of what was refused for good: one event a line, as it was read, with the reason under `_rejected`.
 * Written before the event counts as done, and cut back on resuming to what the checkpoint counts as done, so an
 * event that is sent again after a crash is not in it twice.
 */
export class DeadLetters {
  readonly #file: AppendFile;

  /** Appends to the file. Throws a `CliError` when it cannot be written. */
  constructor(path: string) {
    this.#file = new AppendFile(path, 'The dead-letter file');
  }

  /** `failures` are empty for an event that no subscription has seen. */
  addEvent({ event, origin }: SendItem, place: string, reason: string, failures: readonly Failure[]): void {
    const [first] = failures;
    const rejection: Rejection = {
      reason: first?.reason ?? reason,
      ...(first !== undefined && {
        status: first.status,
        subscriptions: failures.map((one) => one.subscription),
      }),
      place,
      ...(origin !== undefined && { origin }),
    };
    this.#write({ ...event, [REJECTION_KEY]: rejection });
  }

  /** A record that is no event. */
  addNoEvent({ problem, text, base64 }: NoEvent, place: string): void {
    const rejection: Rejection = {
      reason: problem,
      place,
      ...(text !== undefined && { text }),
      ...(base64 !== undefined && { base64 }),
    };
    this.#write({ [REJECTION_KEY]: rejection });
  }

  get bytes(): number {
    return this.#file.bytes;
  }

  cutTo(bytes: number): void {
    this.#file.cutTo(bytes);
  }

  sync(): void {
    this.#file.sync();
  }

  close(): void {
    this.#file.close();
  }

  #write(line: Record<string, unknown>): void {
    this.#file.addLine(JSON.stringify(line));
  }
}
