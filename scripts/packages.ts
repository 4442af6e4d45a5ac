import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(__dirname, '..');

/** The parts of a package.json that the scripts read. */
export interface Manifest {
  name: string;
  version: string;
  exports: Record<string, unknown>;
  bin?: Record<string, string>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  repository?: { type: string; url: string; directory?: string };
  homepage?: string;
  bugs?: { url: string };
}

/** A package of this repository: its folder, relative to the root, and what its package.json says. */
export interface Package {
  folder: string;
  manifest: Manifest;
}

/** The published packages, in the order in which they are published: nothing before what it depends on. */
export const PACKAGE_FOLDERS = ['.', 'packages/session-plugin', 'packages/amplitude-actions'] as const;

export function readManifest(folder: string, root = ROOT): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;
}

export function readPackages(root = ROOT): Package[] {
  return PACKAGE_FOLDERS.map((folder) => ({ folder, manifest: readManifest(folder, root) }));
}
