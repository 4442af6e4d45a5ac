import { isJsonObject } from 'segment-actions-amplitude/api';
import { CliError } from '../cli-error';
import { toFile } from '../input/input-source';
import { parseJson } from '../input/parse-json';
import { readRecords } from '../input/read-records';
import { REJECTION_KEY, type Rejection } from '../input/read-event';
import { Readable } from 'node:stream';

/** A line of a file of dead letters. */
export interface Letter {
  /** The whole line, rejection included. */
  value: Record<string, unknown>;
  rejection: Partial<Rejection>;
}

/** The letters of a file, one by one. Throws a `CliError` for a line that is none: the file is something else. */
export async function* readLetters(path: string): AsyncGenerator<Letter> {
  for await (const records of readRecords(toFile(path), Readable.from([]))) {
    for (const { content, place } of records) {
      if ('problem' in content) throw new CliError(`${place} is no dead letter: ${content.problem}.`);
      yield toLetter('text' in content ? content.text : '', place);
    }
  }
}

/** Throws a `CliError` naming the first line that is no dead letter; nothing is sent or changed before all are read. */
export async function checkLetters(path: string): Promise<void> {
  const letters = readLetters(path);
  while ((await letters.next()).done !== true);
}

function toLetter(text: string, place: string): Letter {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new CliError(`${place} is not valid JSON: ${(error as Error).message}.`);
  }
  if (!isJsonObject(value)) throw new CliError(`${place} is no dead letter: it must be an object.`);
  const rejection = value[REJECTION_KEY];
  if (!isJsonObject(rejection)) {
    throw new CliError(
      `${place} is no dead letter: it has no "${REJECTION_KEY}"; give a file that send --dead-letter wrote.`,
    );
  }
  return { value: { ...value }, rejection };
}
