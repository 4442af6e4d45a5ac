import { isUtf8 } from 'node:buffer';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type Chunks } from './byte-chunks';

/** What the top level holds: the elements of arrays, or values one after another (pretty-printed objects). */
export type TopLevel = 'array' | 'values';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** What a byte outside of strings means, by its value; 0 for all that need no look. */
const Kind = { other: 0, space: 1, comma: 2, opening: 3, closing: 4 } as const;
const KINDS = new Uint8Array(256);
for (const [kind, characters] of [
  [Kind.space, ' \n\r\t'],
  [Kind.comma, ','],
  [Kind.opening, '{['],
  [Kind.closing, '}]'],
] as const) {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind;
}

/**
 * The texts of the values that end in each chunk. They are cut out by their brackets alone: whoever parses them finds
 * what is wrong inside. Throws a `CliError` (`workLeft`) where the brackets do not fit, or the data ends within a
 * value: what follows cannot be told apart, and a file that is still being written may go on.
 */
export async function* splitJson(
  chunks: Chunks,
  topLevel: TopLevel,
  sourceName: string,
): AsyncGenerator<string[]> {
  const splitter = new JsonSplitter(topLevel === 'array' ? 1 : 0, sourceName);
  for await (const chunk of chunks) {
    const texts = splitter.read(chunk);
    if (texts.length > 0) yield texts;
    if (splitter.failure !== undefined) throw splitter.failure;
  }
  splitter.end();
}

class JsonSplitter {
  failure: CliError | undefined;
  #count = 0;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Of the value being read: what earlier chunks held of it. */
  #parts: Buffer[] = [];
  /** Where the value begins in this chunk; -1 between values. */
  #start = -1;
  /** The depth at which values stand. */
  readonly #level: number;
  readonly #name: string;

  constructor(level: number, name: string) {
    this.#level = level;
    this.#name = name;
  }

  read(chunk: Buffer): string[] {
    const texts: string[] = [];
    if (this.#start !== -1) this.#start = 0;
    for (let at = 0; at < chunk.length && this.failure === undefined; at += 1) {
      if (this.#isInString) at = this.#skipString(chunk, at);
      else this.#step(chunk, at, texts);
    }
    if (this.#start !== -1) this.#parts.push(chunk.subarray(this.#start));
    return texts;
  }

  end(): void {
    if (this.#start === -1 && this.#depth === 0) return;
    throw this.#broken(this.#level === 1 ? 'the array is not closed' : 'its last value is cut off');
  }

  /** The place of the string's closing quote, or the chunk's end. */
  #skipString(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      if (this.#isEscaped) this.#isEscaped = false;
      else if (chunk[at] === BACKSLASH) this.#isEscaped = true;
      else if (chunk[at] === QUOTE) {
        this.#isInString = false;
        return at;
      }
    }
    return chunk.length;
  }

  #step(chunk: Buffer, at: number, texts: string[]): void {
    const byte = chunk[at] ?? 0;
    const kind = KINDS[byte];
    const isBetween = this.#depth === this.#level;
    if (kind === Kind.space) {
      if (isBetween && this.#level === 0) this.#finish(chunk, at, texts);
    } else if (kind === Kind.comma && isBetween) this.#finish(chunk, at, texts);
    else if (kind === Kind.closing) this.#close(chunk, at, texts);
    else this.#open(byte, kind === Kind.opening, at);
  }

  #open(byte: number, isBracket: boolean, at: number): void {
    if (this.#depth < this.#level) {
      if (!isBracket) this.failure = this.#broken('something stands outside of the array');
      this.#depth += 1;
      return;
    }
    if (this.#start === -1) this.#start = at;
    if (byte === QUOTE) this.#isInString = true;
    else if (isBracket) this.#depth += 1;
  }

  #close(chunk: Buffer, at: number, texts: string[]): void {
    if (this.#depth === this.#level && this.#level === 1) this.#finish(chunk, at, texts);
    this.#depth -= 1;
    if (this.#depth < 0) this.failure = this.#broken('a bracket too many');
    else if (this.#depth === 0 && this.#level === 0) this.#finish(chunk, at + 1, texts);
  }

  #finish(chunk: Buffer, end: number, texts: string[]): void {
    if (this.#start === -1) return;
    const bytes = Buffer.concat([...this.#parts, chunk.subarray(this.#start, end)]);
    this.#parts = [];
    this.#start = -1;
    if (!isUtf8(bytes)) {
      this.failure = this.#broken('it is not UTF-8');
      return;
    }
    this.#count += 1;
    texts.push(bytes.toString('utf8'));
  }

  #broken(reason: string): CliError {
    const where = this.#count === 0 ? 'at its start' : `after element ${this.#count}`;
    return new CliError(
      `${this.#name} is not valid JSON ${where} (${reason}); what follows was not read.`,
      ExitCode.workLeft,
    );
  }
}
