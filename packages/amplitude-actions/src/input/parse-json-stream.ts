import { JSONParser } from '@streamparser/json';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import type { Chunks } from './byte-chunks';

/** What the top level holds: the elements of one array, or values one after another (pretty-printed objects). */
export type TopLevel = 'array' | 'values';

/** The values that end in each chunk. Broken JSON cannot be resumed behind the break, so it is an error for the source. */
export async function* parseJsonStream(
  chunks: Chunks,
  topLevel: TopLevel,
  sourceName: string,
): AsyncGenerator<unknown[]> {
  const parser = new JSONParser(
    topLevel === 'array' ? { paths: ['$.*'], keepStack: false } : { paths: ['$'], separator: '' },
  );
  let values: unknown[] = [];
  let total = 0;
  let failure: Error | undefined;
  parser.onValue = ({ value }) => void values.push(value);
  parser.onError = (error) => void (failure ??= error);

  for await (const chunk of chunks) {
    parser.write(chunk);
    total += values.length;
    if (values.length > 0) yield values;
    values = [];
    if (failure !== undefined) throw broken(sourceName, total, failure.message);
  }
  if (topLevel === 'array' && !parser.isEnded) throw broken(sourceName, total, 'the array is not closed');
}

function broken(sourceName: string, total: number, reason: string): CliError {
  const where = total === 0 ? 'at its start' : `after element ${total}`;
  return new CliError(
    `${sourceName} is not valid JSON ${where} (${reason.replace(/\.$/, '')}); what follows was not read.`,
    ExitCode.workLeft,
  );
}
