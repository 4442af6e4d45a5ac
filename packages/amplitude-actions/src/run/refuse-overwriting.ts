import { resolve } from 'node:path';
import { CliError } from '../cli-error';
import { type InputSource } from '../input/input-source';

interface WrittenFiles {
  deadLetter?: string | undefined;
  unmatched?: string | undefined;
  checkpoint?: string | undefined;
  report?: string | undefined;
}

/** Throws a `CliError` when a file that would be written is an input, or is named by two flags. */
export function refuseOverwriting(sources: readonly InputSource[], files: WrittenFiles): void {
  const { deadLetter, unmatched, checkpoint, report } = files;
  const seen = new Map<string, string>();
  for (const [flag, path] of Object.entries({
    '--dead-letter': deadLetter,
    '--unmatched': unmatched,
    '--checkpoint': checkpoint,
    '--report': report,
  })) {
    if (path === undefined) continue;
    const whole = resolve(path);
    if (sources.some((source) => source.path !== undefined && resolve(source.path) === whole)) {
      throw new CliError(`${flag} ${path} is also an input; name another file.`);
    }
    const other = seen.get(whole);
    if (other !== undefined) throw new CliError(`${other} and ${flag} name the same file; name two.`);
    seen.set(whole, flag);
  }
}
