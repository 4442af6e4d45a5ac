import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nextVersion, plannedVersion, releaseChangelog, unreleasedOf } from '../changelog';
import { packPackages } from '../pack-packages';
import { runProgram } from '../run-program';
import { commonVersion, readChangelog, RELEASED_FILES, toAddress, writeManifests } from './release-manifests';

export interface ReleaseOptions {
  root: string;
  /** Where the repository is. Nothing is published without. */
  address: string | undefined;
  /** `1.2.3`; by what is under `[Unreleased]` when absent. */
  version?: string;
  /** Says what would happen and changes nothing. */
  dryRun: boolean;
  say: (line: string) => void;
}

type Git = (...args: string[]) => Promise<string>;

/**
 * Releases the packages in their common next version: version and addresses in each package.json, the changelog, one
 * commit, one tag, one publication after the other. A release that broke off after the tag goes on with what is not
 * published yet.
 */
export async function release({
  root,
  address: given,
  version: wanted,
  dryRun,
  say,
}: ReleaseOptions): Promise<void> {
  const address = toAddress(given);
  const git: Git = async (...args) => (await runProgram(root, 'git', ...args)).trim();
  const current = commonVersion(root);
  await expectClean(git);
  const isTagged = (await git('tag', '--points-at', 'HEAD')).split('\n').includes(`v${current}`);
  if (isTagged) {
    say(`HEAD is v${current}: going on with what is not published yet.`);
  } else {
    const planned = plannedVersion(readChangelog(root));
    const version = wanted ?? planned ?? nextVersion(current, unreleasedOf(readChangelog(root)));
    await expectNew(git, planned === current ? undefined : current, version);
    await tagRelease({ root, git, address, current, version, dryRun, say });
  }
  await publish(root, dryRun, say);
  say(dryRun ? 'Dry run: nothing was changed or published.' : 'Done. Now: git push --follow-tags');
}

interface Tagging extends Pick<ReleaseOptions, 'root' | 'dryRun' | 'say'> {
  git: Git;
  address: string;
  current: string;
  version: string;
}

async function tagRelease({ root, git, address, current, version, dryRun, say }: Tagging): Promise<void> {
  const changelog = readChangelog(root);
  // Refuses, before anything is written, when there is nothing to release.
  const released = releaseChangelog(changelog, version, new Date().toISOString().slice(0, 10));
  say(`version     ${current} → ${version}, in every package.json`);
  say(`repository  ${address}, in every package.json`);
  say(`changelog   ${unreleasedOf(changelog).match(/^- /gm)?.length ?? 0} entries under ${version}`);
  say(`tag         v${version}`);
  if (dryRun) return;
  writeManifests(root, version, address);
  writeFileSync(join(root, 'CHANGELOG.md'), released);
  await runProgram(root, 'npm', 'install', '--package-lock-only', '--ignore-scripts', '--prefer-offline');
  await git('add', ...RELEASED_FILES);
  await git('commit', '-m', `release ${version}`);
  await git('tag', '-a', `v${version}`, '-m', `v${version}`);
}

async function expectClean(git: Git): Promise<void> {
  const changes = await git('status', '--porcelain');
  if (changes !== '') throw new Error(`Commit first, or put away:\n${changes}`);
}

/** `released`: the version in the package.json, unless it is the one that is being made. */
async function expectNew(git: Git, released: string | undefined, version: string): Promise<void> {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`"${version}" is no version such as 1.2.3.`);
  if (version === released || (await git('tag', '--list', `v${version}`)) !== '') {
    throw new Error(`Version ${version} exists already.`);
  }
}

async function publish(root: string, dryRun: boolean, say: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    for (const [name, tarball] of await packPackages(folder, root)) {
      if (dryRun) say(`publish     ${name}`);
      else if (await isPublished(root, name, commonVersion(root))) say(`${name} is published already`);
      else {
        await runProgram(root, 'npm', 'publish', tarball, '--access', 'public', '--ignore-scripts');
        say(`published   ${name}`);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A registry that does not know the package or the version answers with an error. */
async function isPublished(root: string, name: string, version: string): Promise<boolean> {
  try {
    return (await runProgram(root, 'npm', 'view', `${name}@${version}`, 'version')).trim() === version;
  } catch {
    return false;
  }
}
