import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError, type InfoRecord } from 'csv-parse';
import { CliError } from '../cli-error';
import { ExitCode } from '../exit-code';
import { type Chunks } from './byte-chunks';
import { type InputRecord } from './input-record';
import { type InputSource } from './input-source';
import { toCall, toRowType, type Row, type RowType } from './warehouse-row';

const ROWS_AT_ONCE = 500;
/** Data without a closing quote would be read into one cell to its end. */
const MAX_ROW_BYTES = 16 * 1024 * 1024;

/**
 * A reader of Segment's warehouse tables, exported as CSV with a first line of column names. `type` says what the rows
 * are where neither the table's name nor its columns do.
 */
export function toCsvReader(type?: RowType) {
  return async function* readRows(chunks: Chunks, { name }: InputSource): AsyncGenerator<InputRecord[]> {
    const parser = pipeline(
      Readable.from(toText(chunks, name), { objectMode: false }),
      parse({
        columns: toColumns,
        info: true,
        bom: true,
        skip_empty_lines: true,
        max_record_size: MAX_ROW_BYTES,
      }),
      () => undefined,
    );
    let rows: InputRecord[] = [];
    let position = 0;
    let rowType = type;
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: Row; info: InfoRecord }>) {
        position += 1;
        rowType ??= toRowType(name, Object.keys(record));
        rows.push(toRecord(record, rowType, position, `${name}:${info.lines}`));
        if (rows.length < ROWS_AT_ONCE) continue;
        yield rows;
        rows = [];
      }
    } catch (error) {
      if (rows.length > 0) yield rows;
      throw error instanceof CliError ? error : toFailure(error as CsvError, name);
    }
    if (rows.length > 0) yield rows;
  };
}

function toRecord(row: Row, type: RowType, position: number, place: string): InputRecord {
  const value = toCall(row, type);
  return { position, place, bytes: JSON.stringify(value).length, content: { value } };
}

function toColumns(header: string[]): string[] {
  return header.map((column) => column.trim().toLowerCase());
}

/** A row that the file ends in, or of another length: what follows cannot be trusted. */
function toFailure({ message }: CsvError, name: string): CliError {
  return new CliError(`${name} is not CSV that can be read: ${message}.`, ExitCode.workLeft);
}

async function* toText(chunks: Chunks, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new CliError(`${name} is not UTF-8, perhaps Latin-1; convert it first (iconv -f LATIN1 -t UTF-8).`);
  }
}
