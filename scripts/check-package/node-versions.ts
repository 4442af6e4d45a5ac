import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../packages';
import { runProgram } from '../run-program';

const SUPPORTED = ['20', '22', '24'] as const;

/** A Node.js: its major version and the path of its program. */
export interface NodeVersion {
  major: string;
  path: string;
}

/**
 * Each supported Node.js: the one that runs this, and the others from the npm package `node`, which are kept in
 * .tmp/node for the next time.
 */
export async function nodeVersions(): Promise<NodeVersion[]> {
  const running = process.versions.node.split('.')[0];
  return Promise.all(
    SUPPORTED.map(async (major) =>
      major === running ? { major, path: process.execPath } : { major, path: await fetchNode(major) },
    ),
  );
}

async function fetchNode(major: string): Promise<string> {
  const folder = join(ROOT, '.tmp/node', major);
  const path = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    await runProgram(folder, 'npm', 'install', '--no-audit', '--no-fund', `node@${major}`);
  }
  const version = await runProgram(folder, path, '--version');
  if (!version.startsWith(`v${major}.`)) {
    throw new Error(`npm's node@${major} is ${version.trim()}. Delete ${folder} and try again.`);
  }
  return path;
}
