/**
 * Fails when source changed and `[Unreleased]` in CHANGELOG.md did not: since the branch that a pull request goes into,
 * or else since the last release.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changelogFault } from './changelog';
import { ROOT } from './packages';
import { runProgram } from './run-program';

const git = async (...args: string[]): Promise<string> => (await runProgram(ROOT, 'git', ...args)).trim();

/** The last commit that wrote the heading of a release. */
const lastRelease = (): Promise<string> =>
  git('log', '-1', '--format=%H', '-G', '^## \\[[0-9]', '--', 'CHANGELOG.md');

async function main(): Promise<void> {
  const target = process.env.GITHUB_BASE_REF;
  const base = target ? await git('merge-base', `origin/${target}`, 'HEAD') : await lastRelease();
  if (base === '')
    throw new Error('This clone does not reach back to the last release: fetch its whole history.');
  const changed = (await git('diff', '--name-only', base)).split('\n');
  const before = await git('show', `${base}:CHANGELOG.md`);
  const fault = changelogFault(changed, before, readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'));
  if (fault !== undefined) throw new Error(fault);
  console.log(`[Unreleased] goes with the ${changed.length} files changed since ${base.slice(0, 8)}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
