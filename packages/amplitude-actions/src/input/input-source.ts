import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { CliError } from '../cli-error';

/** One place events come from. */
export interface InputSource {
  /** As the user wrote it; `stdin` for standard input. */
  name: string;
  /** Undefined for standard input. */
  path?: string;
  /** Bytes on disk; undefined where it cannot be known. */
  size?: number;
}

const STDIN: InputSource = { name: 'stdin' };

/**
 * The sources that the command line names, standard input for none or `-`.
 * Every path is checked before the first event is read, so a typo in the last one costs nothing.
 */
export function toInputSources(paths: readonly string[]): InputSource[] {
  if (paths.length === 0) return [STDIN];
  const repeated = paths.find((path, index) => paths.indexOf(path) !== index);
  if (repeated !== undefined) throw new CliError(`${repeated} is named twice; name each file once.`);
  return paths.map((path) => (path === '-' ? STDIN : toFile(path)));
}

/** Throws a `CliError` unless the path is a file that can be read. */
export function toFile(path: string): InputSource {
  const stats = statFile(path);
  if (stats.isDirectory()) {
    throw new CliError(
      `${path} is a directory; name the files in it, for example ${path.replace(/\/$/, '')}/*.ndjson.`,
    );
  }
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new CliError(`${path} cannot be read: permission denied.`);
  }
  return stats.isFile() ? { name: path, path, size: stats.size } : { name: path, path };
}

function statFile(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(code === 'ENOENT' ? `${path}: no such file.` : `${path} cannot be read: ${message}.`);
  }
}
