import { readFileSync } from 'node:fs';
import { CliError } from '../cli-error';
import { toFile } from './input-source';

/** A small JSON file, whole. Throws a `CliError` that names the file. */
export function readJsonFile(path: string): unknown {
  toFile(path);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new CliError(`${path} is not valid JSON: ${(error as Error).message}.`);
  }
}
