import type { Readable } from 'node:stream';
import { prepend } from './byte-chunks';
import type { InputSource } from './input-source';
import { openSource } from './open-source';
import { parseJsonStream } from './parse-json-stream';
import { splitLines } from './split-lines';

/** One event of a source, not looked at yet. */
export interface InputRecord {
  /** Counts the source's records from 1, blank lines left out: what a checkpoint remembers. */
  position: number;
  /** Where it stands, for people: `events.ndjson:12`, `events.json, element 3`. */
  place: string;
  /** About how much of the source it takes. */
  bytes: number;
  /** A line's text, or an array element's value. */
  content: { text: string } | { value: unknown };
}

const OPEN_BRACKET = 0x5b;
const WHITE_SPACE = /\s/;
/** Pretty-printed JSON has a short first line; who looks further for its end reads a huge line. */
const MAX_HEAD_BYTES = 1024 * 1024;

/** The records of a source: lines of JSON (gzipped or not), a JSON array, or pretty-printed objects one after another. */
export async function* readRecords(
  source: InputSource,
  stdin: Readable,
  onBytes?: (count: number) => void,
): AsyncGenerator<InputRecord[]> {
  const chunks = openSource(source, stdin, onBytes);
  const first = await firstText(chunks);
  if (first === undefined) return;
  const all = prepend(first.head, chunks);
  if (first.isArray) yield* readValues(parseJsonStream(all, 'array', source.name), source.name);
  else if (first.isPrettyPrinted) yield* readValues(parseJsonStream(all, 'values', source.name), source.name);
  else yield* readLines(splitLines(all, source.name), source.name);
}

async function* readLines(lines: AsyncIterable<string[]>, name: string): AsyncGenerator<InputRecord[]> {
  let position = 0;
  let line = 0;
  for await (const texts of lines) {
    const records: InputRecord[] = [];
    for (const text of texts) {
      line += 1;
      if (text.trim() === '') continue;
      position += 1;
      records.push({ position, place: `${name}:${line}`, bytes: text.length, content: { text } });
    }
    yield records;
  }
}

async function* readValues(values: AsyncIterable<unknown[]>, name: string): AsyncGenerator<InputRecord[]> {
  let position = 0;
  for await (const some of values) {
    yield some.map((value) => {
      const bytes = JSON.stringify(value).length;
      return { position: ++position, place: `${name}, element ${position}`, bytes, content: { value } };
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
        isPrettyPrinted: lineEnd !== -1 && head.toString('utf8', start, lineEnd).trim() === '{',
      };
    }
    const next = await chunks.next();
    if (next.done) return start === -1 ? undefined : { head, isArray, isPrettyPrinted: false };
    head = Buffer.concat([head, next.value]);
  }
}
