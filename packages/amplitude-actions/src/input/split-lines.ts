import { CliError } from '../cli-error';
import type { Chunks } from './byte-chunks';

const NEWLINE = 0x0a;
/** A line longer than any event that Amplitude takes means that this is not line-separated JSON at all. */
const MAX_LINE_BYTES = 32 * 1024 * 1024;

/** The lines that end in each chunk, without their line ends; blank lines too, so that counting them numbers lines. */
export async function* splitLines(chunks: Chunks, sourceName: string): AsyncGenerator<string[]> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const chunk of chunks) {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(
        start === 0 && rest.length > 0
          ? Buffer.concat([...rest, chunk.subarray(0, end)]).toString('utf8')
          : chunk.toString('utf8', start, end),
      );
      start = end + 1;
    }
    if (start > 0) [rest, restBytes] = [[], 0];
    if (start < chunk.length) rest.push(chunk.subarray(start));
    restBytes += chunk.length - start;
    if (restBytes > MAX_LINE_BYTES) {
      throw new CliError(
        `${sourceName} has a line over 32 MB; give one JSON object a line, or a JSON array.`,
      );
    }
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString('utf8')];
}
