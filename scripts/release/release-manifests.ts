import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_FOLDERS, readPackages, type Manifest } from '../packages';

/** An address in the form that npm and GitHub link to: https, without `.git` or a slash at the end. */
export function toAddress(given: string | undefined): string {
  const address = given?.replace(/(\.git)?\/*$/, '');
  if (address === undefined || address === '') {
    throw new Error('Say where the repository is: npm run release -- https://host/owner/repository');
  }
  if (!/^https:\/\/[^/\s]+\.[^/\s]+\/[^\s]+$/.test(address)) {
    throw new Error(`"${address}" is no https address of a repository.`);
  }
  return address;
}

/** What a release changes in the package.json of a package. */
export function releaseManifest(
  manifest: Manifest,
  { folder, version, address, ours }: { folder: string; version: string; address: string; ours: string[] },
): Manifest {
  const dependencies = Object.fromEntries(
    Object.entries(manifest.dependencies ?? {}).map(([name, range]) => [
      name,
      ours.includes(name) ? `^${version}` : range,
    ]),
  );
  return {
    ...manifest,
    version,
    ...(manifest.dependencies && { dependencies }),
    repository: { type: 'git', url: `git+${address}.git`, ...(folder !== '.' && { directory: folder }) },
    homepage: `${address}#readme`,
    bugs: { url: `${address}/issues` },
  };
}

/** Writes version and addresses into every package.json. */
export function writeManifests(root: string, version: string, address: string): void {
  const packages = readPackages(root);
  const ours = packages.map(({ manifest }) => manifest.name);
  for (const { folder, manifest } of packages) {
    const released = releaseManifest(manifest, { folder, version, address, ours });
    writeFileSync(join(root, folder, 'package.json'), `${JSON.stringify(released, null, 2)}\n`);
  }
}

/** The one version of all packages. */
export function commonVersion(root: string): string {
  const versions = new Set(readPackages(root).map(({ manifest }) => manifest.version));
  if (versions.size !== 1) {
    throw new Error(`The packages have different versions: ${[...versions].join(', ')}. Give them one.`);
  }
  return [...versions][0] ?? '';
}

export const readChangelog = (root: string): string => readFileSync(join(root, 'CHANGELOG.md'), 'utf8');

/** Paths of what a release changes, for git. */
export const RELEASED_FILES = [
  'CHANGELOG.md',
  'package-lock.json',
  ...PACKAGE_FOLDERS.map((folder) => join(folder, 'package.json')),
];
