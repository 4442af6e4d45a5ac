import { CliError } from '../cli-error';
import { type InputSource } from '../input/input-source';
import { type SourceState } from './checkpoint';
import { SourceLedger } from './source-ledger';
import { StreamHead } from './stream-head';

/** What a run knows of one source: how it begins, and which of its records are done. */
export class SourceRecord {
  readonly ledger: SourceLedger;
  readonly #source: InputSource;
  readonly #known: SourceState | undefined;
  readonly #head = new StreamHead();
  #isChecked: boolean;

  /** `known` is what a checkpoint says of it. Throws a `CliError` for a file that is shorter now. */
  constructor(source: InputSource, known?: SourceState) {
    this.#source = source;
    this.#known = known;
    this.#isChecked = known === undefined;
    this.ledger = new SourceLedger(known);
    if (known?.size !== undefined && source.size !== undefined && source.size < known.size) {
      throw this.#another('it is shorter now');
    }
  }

  /** So many bytes must come in the first chunk for the source to be known again. */
  get headBytes(): number {
    return this.#known?.headBytes ?? 0;
  }

  /** Takes in what was read, in order. Throws a `CliError` when it is not what an earlier run read. */
  addChunk(chunk: Buffer): void {
    this.#head.add(chunk);
    if (this.#isChecked || this.#known === undefined) return;
    if (!this.#head.isSame(this.#known)) throw this.#another('it begins otherwise');
    this.#isChecked = true;
  }

  /** The source ended behind so many records. Throws a `CliError` when an earlier run read more. */
  end(records: number): void {
    if (!this.#isChecked && this.headBytes > 0) throw this.#another('it is empty');
    if (records < this.ledger.read) throw this.#another(`it ends after ${records} records`);
  }

  toState(): SourceState {
    const { name, size } = this.#source;
    const known = this.#isChecked ? undefined : this.#known;
    const head = known ?? this.#head.toState();
    return {
      name,
      ...(size !== undefined && { size }),
      headBytes: head.headBytes,
      headHash: head.headHash,
      ...this.ledger.toState(),
    };
  }

  #another(reason: string): CliError {
    return new CliError(
      `The checkpoint is of another run: ${this.#source.name} is not what it knows by this name, ${reason}; name another checkpoint file, or delete this one to start over.`,
    );
  }
}
