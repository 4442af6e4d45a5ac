import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import { type InputSource } from '../input/input-source';

interface WrittenFiles {
  deadLetter?: string | undefined;
  unmatched?: string | undefined;
  checkpoint?: string | undefined;
  report?: string | undefined;
}

/** Throws a `CliError` when a file that would be written is an input, or is named by two flags: by this name or a link. */
export function refuseOverwriting(sources: readonly InputSource[], files: WrittenFiles): void {
  const { deadLetter, unmatched, checkpoint, report } = files;
  const seen: { flag: string; path: string }[] = [];
  for (const [flag, path] of Object.entries({
    '--dead-letter': deadLetter,
    '--unmatched': unmatched,
    '--checkpoint': checkpoint,
    '--report': report,
  })) {
    if (path === undefined) continue;
    const isThis = toMatcher(path);
    if (sources.some((source) => source.path !== undefined && isThis(source.path))) {
      throw new CliError(`${flag} ${path} is also an input; name another file.`);
    }
    const other = seen.find((each) => isThis(each.path));
    if (other !== undefined) throw new CliError(`${other.flag} and ${flag} name the same file; name two.`);
    seen.push({ flag, path });
  }
}

/** Tells whether another path is the same file, also by a hard or symbolic link. */
function toMatcher(path: string): (other: string) => boolean {
  const whole = resolve(path);
  const stats = statFile(path);
  return (other) => {
    if (resolve(other) === whole) return true;
    const found = stats && statFile(other);
    return found !== undefined && found.ino === stats?.ino && found.dev === stats.dev;
  };
}

/** Undefined for what is no file, such as a pipe or nothing. Whole numbers of 64 bits, as Windows gives them. */
function statFile(path: string) {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isFile() ? stats : undefined;
  } catch {
    return undefined;
  }
}
