import { accessSync, constants, statSync, type Stats } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
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
 * The sources that the command line names: files, folders with all that is in them, patterns such as `logs/**\/*.gz`
 * (for shells that leave them alone), and standard input for none or `-`. Those of a folder are sorted by path, which
 * is by day where the folders are named so. Every path is checked before the first event is read, so a typo in the
 * last one costs nothing. Throws a `CliError`.
 */
export function toInputSources(paths: readonly string[]): InputSource[] {
  if (paths.length === 0) return [STDIN];
  const sources = paths.flatMap((path) => (path === '-' ? [STDIN] : toFiles(path)));
  refuseRepeated(sources);
  return sources;
}

/** Throws a `CliError` unless the path is a file that can be read. */
export function toFile(path: string): InputSource {
  const stats = statFile(path);
  if (stats.isDirectory()) throw new CliError(`${path} is a folder; name a file.`);
  try {
    accessSync(path, constants.R_OK);
  } catch {
    throw new CliError(`${path} cannot be read: permission denied.`);
  }
  return stats.isFile() ? { name: path, path, size: stats.size } : { name: path, path };
}

/** What tells two files apart that hold the same line at the same place, the same for the same command. */
export function toOrigin({ name, path }: InputSource): string {
  return path === undefined ? name : relative('', path).replaceAll('\\', '/');
}

function toFiles(path: string): InputSource[] {
  const exists = statSync(path, { throwIfNoEntry: false });
  if (exists === undefined && isDynamicPattern(path)) return toMatching(path, '.', 'matches no file');
  if (exists?.isDirectory() !== true) return [toFile(path)];
  return toMatching('**/*', path, 'is a folder without files');
}

/** Hidden files and those that jobs leave beside their output (`_SUCCESS`) are no events. */
function toMatching(pattern: string, folder: string, problem: string): InputSource[] {
  const found = globSync(pattern, {
    cwd: folder,
    ignore: ['**/_*'],
    expandDirectories: false,
    absolute: isAbsolute(pattern),
  });
  if (found.length === 0) throw new CliError(`${folder === '.' ? pattern : folder} ${problem}.`);
  const prefix = folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
  return found.sort(byPath).map((name) => toFile(`${prefix}${name}`));
}

const byPath = new Intl.Collator('en', { numeric: true }).compare;

function refuseRepeated(sources: readonly InputSource[]): void {
  const seen = new Set<string>();
  for (const { name, path } of sources) {
    const key = path === undefined ? '-' : resolve(path);
    if (seen.has(key)) throw new CliError(`${name} is named twice; name each file once.`);
    seen.add(key);
  }
}

function statFile(path: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new CliError(code === 'ENOENT' ? `${path}: no such file.` : `${path} cannot be read: ${message}.`);
  }
}
