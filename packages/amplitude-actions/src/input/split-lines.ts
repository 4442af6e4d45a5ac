import { isUtf8 } from 'node:buffer';
import { type Chunks } from './byte-chunks';
import { type RecordContent } from './input-record';

/** A line, or why it is none; `bytes` of the source. */
export interface Line {
  content: RecordContent;
  bytes: number;
  /** No line end stood behind it: whoever writes the file may not be done. */
  isOpen: boolean;
}

const NEWLINE = 0x0a;
/** Text is held in memory whole; an event that Amplitude takes has a thousandth of that. */
export const MAX_LINE_BYTES = 128 * 1024 * 1024;
const START_CHARACTERS = 1000;

/** The lines that end in each chunk, without their line ends; blank lines too, so that counting them numbers lines. */
export async function* splitLines(chunks: Chunks, maxBytes = MAX_LINE_BYTES): AsyncGenerator<Line[]> {
  const rest = new PartialLine(maxBytes);
  for await (const chunk of chunks) {
    const first = chunk.indexOf(NEWLINE);
    if (first === -1) {
      rest.add(chunk);
      continue;
    }
    const last = chunk.lastIndexOf(NEWLINE);
    const lines = [rest.end(chunk.subarray(0, first))];
    if (last > first) addLines(lines, chunk.subarray(first + 1, last));
    rest.add(chunk.subarray(last + 1));
    yield lines;
  }
  if (!rest.isEmpty) yield [{ ...rest.end(Buffer.alloc(0)), isOpen: true }];
}

/** A line end never stands within a character, so that whole lines are checked and decoded together. */
function addLines(lines: Line[], block: Buffer): void {
  if (isUtf8(block)) {
    for (const text of block.toString('utf8').split('\n')) {
      lines.push({ content: { text }, bytes: text.length + 1, isOpen: false });
    }
    return;
  }
  for (let start = 0; start <= block.length;) {
    const end = block.indexOf(NEWLINE, start);
    const line = block.subarray(start, end === -1 ? block.length : end);
    lines.push(toLine(line));
    start += line.length + 1;
  }
}

function toLine(line: Buffer): Line {
  return { content: toContent(line), bytes: line.length + 1, isOpen: false };
}

function toContent(line: Buffer): RecordContent {
  if (isUtf8(line)) return { text: line.toString('utf8') };
  const problem = 'not UTF-8, perhaps Latin-1: convert it first (iconv -f LATIN1 -t UTF-8)';
  return {
    problem,
    start: line.toString('latin1').slice(0, START_CHARACTERS),
    base64: line.toString('base64'),
  };
}

/** The beginning of a line whose end has not been read yet. */
class PartialLine {
  #parts: Buffer[] = [];
  #bytes = 0;
  readonly #maxBytes: number;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get isEmpty(): boolean {
    return this.#bytes === 0;
  }

  add(part: Buffer): void {
    if (part.length === 0) return;
    this.#bytes += part.length;
    // What is too long is read past: only its beginning is kept.
    if (this.#bytes <= this.#maxBytes || this.#parts.length === 0) this.#parts.push(part);
    else this.#parts.length = 1;
  }

  end(part: Buffer): Line {
    if (this.#bytes === 0) return toLine(part);
    this.add(part);
    const [parts, bytes] = [this.#parts, this.#bytes];
    [this.#parts, this.#bytes] = [[], 0];
    if (bytes <= this.#maxBytes) return toLine(Buffer.concat(parts));
    const megabytes = Math.floor(this.#maxBytes / (1024 * 1024));
    const start = parts[0]?.toString('utf8', 0, START_CHARACTERS) ?? '';
    return {
      content: { problem: `a line over ${megabytes} MB`, start },
      bytes: bytes + 1,
      isOpen: false,
    };
  }
}
