import { createInterface } from 'node:readline/promises';
import { CliError } from './cli-error';
import type { Io } from './io';

/**
 * Asks on a terminal whether these files may be overwritten. Where nobody can answer, the command ends and nothing is
 * written: a script says `--force`.
 */
export async function askBeforeOverwriting(paths: readonly string[], { stdin, stdout }: Io): Promise<void> {
  if (paths.length === 0) return;
  const verb = paths.length === 1 ? 'is' : 'are';
  const there = `${paths.join(' and ')} ${verb} there already`;
  if (!('isTTY' in stdin) || stdin.isTTY !== true) {
    throw new CliError(`${there}; give --force to overwrite, or another --out. Nothing was written.`);
  }
  const terminal = createInterface({ input: stdin, output: stdout });
  try {
    const answer = await terminal.question(`${there}. Overwrite? [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) throw new CliError('Nothing was written.');
  } finally {
    terminal.close();
  }
}
