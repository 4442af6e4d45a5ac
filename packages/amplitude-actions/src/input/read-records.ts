import { type Readable } from 'node:stream';
import { prepend, type Chunks } from './byte-chunks';
import { refuseTable } from './data-format';
import { type InputRecord } from './input-record';
import { type InputSource } from './input-source';
import { isHalfLine } from './is-half-line';
import { openSource, type SourceWatcher } from './open-source';
import { OpenEndError } from './open-end-error';
import { splitJson } from './split-json';
import { splitLines, type Line } from './split-lines';

export interface ReadOptions extends SourceWatcher {
  /** Makes records of text that is no JSON: the rows of a table. */
  readRows?(this: void, chunks: Chunks, source: InputSource): AsyncGenerator<InputRecord[]>;
}

const OPEN_BRACKET = 0x5b;
const WHITE_SPACE = /\s/;
/** Pretty-printed JSON has a short first line; who looks further for its end reads a huge line. */
const MAX_HEAD_BYTES = 1024 * 1024;

/**
 * The records of a source: lines of JSON, a JSON array, or pretty-printed objects one after another, packed or not.
 * Throws a `CliError` for a source that is something else or is damaged, and an `OpenEndError` for one whose last line
 * is not whole: what was yielded before stands.
 */
export async function* readRecords(
  source: InputSource,
  stdin: Readable,
  options: ReadOptions = {},
): AsyncGenerator<InputRecord[]> {
  const chunks = openSource(source, stdin, options);
  if (options.readRows !== undefined) {
    yield* options.readRows(chunks, source);
    return;
  }
  const first = await firstText(chunks);
  if (first === undefined) return;
  const { name } = source;
  refuseTable(first.head, name);
  const all = prepend(first.head, chunks);
  if (first.isArray) yield* readTexts(splitJson(all, 'array', name), name);
  else if (first.isPrettyPrinted) yield* readTexts(splitJson(all, 'values', name), name);
  else yield* readLines(splitLines(all), name);
}

async function* readLines(lines: AsyncIterable<Line[]>, name: string): AsyncGenerator<InputRecord[]> {
  let position = 0;
  let line = 0;
  for await (const some of lines) {
    const records: InputRecord[] = [];
    for (const { content, bytes, isOpen } of some) {
      line += 1;
      if ('text' in content && content.text.trim() === '') continue;
      const place = `${name}:${line}`;
      if (isOpen && (!('text' in content) || isHalfLine(content.text))) throw new OpenEndError(place);
      position += 1;
      records.push({ position, place, bytes, content });
    }
    yield records;
  }
}

async function* readTexts(texts: AsyncIterable<string[]>, name: string): AsyncGenerator<InputRecord[]> {
  let position = 0;
  for await (const some of texts) {
    yield some.map((text) => {
      position += 1;
      return { position, place: `${name}, element ${position}`, bytes: text.length, content: { text } };
    });
  }
}

interface FirstText {
  head: Buffer;
  isArray: boolean;
  isPrettyPrinted: boolean;
}

/** Reads on until the form is clear: the first character and, for an object, the end of its line. */
async function firstText(chunks: AsyncGenerator<Buffer>): Promise<FirstText | undefined> {
  let head = Buffer.alloc(0);
  for (;;) {
    const start = head.findIndex((byte) => !WHITE_SPACE.test(String.fromCharCode(byte)));
    const isArray = head[start] === OPEN_BRACKET;
    const lineEnd = start === -1 ? -1 : head.indexOf('\n', start);
    if (isArray || lineEnd !== -1 || head.length > MAX_HEAD_BYTES) {
      return {
        head,
        isArray,
        isPrettyPrinted: lineEnd !== -1 && isOpening(head.toString('utf8', start, lineEnd)),
      };
    }
    const next = await chunks.next();
    if (next.done) return start === -1 ? undefined : { head, isArray, isPrettyPrinted: false };
    head = Buffer.concat([head, next.value]);
  }
}

/** A first line that opens an object and does not close it: `{`, or `{ "batch": [`. */
function isOpening(line: string): boolean {
  return line.trim().length < 200 && isHalfLine(line) && /[{[,:]\s*$/.test(line);
}
