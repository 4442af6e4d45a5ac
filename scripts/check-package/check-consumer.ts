import { cpSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokenLinks } from '../broken-links';
import { readManifest, type Manifest } from '../packages';
import { runProgram } from '../run-program';
import { compileConsumer } from './compile-consumer';
import { type Consumer } from './consumers';
import { README_MODULE, writeReadmeCode } from './readme-code';
import { type NodeVersion } from './node-versions';
import { packageEntries, type PackageEntry } from './package-entries';

const PROGRAMS = join(__dirname, '../package-consumer');

/** Commands that install packages into the current folder; npx fetches those that Node.js does not bring. */
export const INSTALL = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', '--prefer-offline'],
  pnpm: ['npx', '--yes', 'pnpm@10', 'add'],
  yarn: ['npx', '--yes', 'yarn@1', 'add', '--non-interactive'],
} as const;

export type Manager = keyof typeof INSTALL;

export interface Check {
  consumer: Consumer;
  manager: Manager;
  /** The packed packages, by name. */
  tarballs: ReadonlyMap<string, string>;
  nodes: readonly NodeVersion[];
  /** Where the consumer's folder is made. */
  inside: string;
}

/**
 * Installs a packed package into an empty folder and uses it there in every way that its package.json offers. Resolves
 * with a sentence for each thing that held; rejects with the first that did not.
 */
export async function checkConsumer(check: Check): Promise<string[]> {
  const { consumer, manager, inside } = check;
  const project = realpathSync(mkdtempSync(join(inside, `${manager}-`)));
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const [command, ...rest] = INSTALL[manager];
  const tarballs = consumer.ours.map((name) => check.tarballs.get(name) ?? '');
  await runProgram(project, command, ...rest, ...tarballs, ...consumer.others);
  const held = manager === 'npm' ? [await countPackages(project, consumer)] : ['installed'];
  const manifest = readManifest(join('node_modules', consumer.name), project);
  const entries = packageEntries(manifest);
  const readme = consumer.runsReadme ? writeReadmeCode(project, consumer.name) : [];
  for (const node of check.nodes) held.push(await runOn(node, project, consumer, manifest, entries, readme));
  await compileConsumer(project, consumer, entries, readme.length > 0 ? [README_MODULE] : []);
  held.push(`compiles: strict, skipLibCheck off, NodeNext and Bundler (${entries.length} entries)`);
  held.push(checkLinks(join(project, 'node_modules', consumer.name)));
  return held;
}

async function countPackages(project: string, { name, atMost }: Consumer): Promise<string> {
  const listed = await runProgram(project, 'npm', 'ls', '--all', '--parseable');
  // The first line is the project itself.
  const count = listed.trim().split('\n').length - 1;
  if (count > atMost) throw new Error(`${name} brings ${count} packages, ${atMost} at most:\n${listed}`);
  return `installs ${count} ${count === 1 ? 'package' : 'packages'} (${atMost} at most)`;
}

async function runOn(
  node: NodeVersion,
  project: string,
  consumer: Consumer,
  manifest: Manifest,
  entries: PackageEntry[],
  readme: string[],
): Promise<string> {
  const loaded = entries.filter(({ runsOnPhone }) => !runsOnPhone).map(({ specifier }) => specifier);
  for (const program of ['load-entries.mjs', ...consumer.programs]) {
    cpSync(join(PROGRAMS, program), join(project, program));
    await runProgram(project, node.path, program, ...(program === 'load-entries.mjs' ? loaded : []));
  }
  for (const program of readme) await runProgram(project, node.path, program);
  for (const file of Object.values(manifest.bin ?? {})) {
    await runProgram(project, node.path, join('node_modules', consumer.name, file), '--help');
  }
  const [major, minor] = (await runProgram(project, node.path, '--version')).slice(1).split('.');
  return `Node.js ${major}.${minor}: require and import ${loaded.length} entries${ranPrograms(consumer)}${readme.length > 0 ? ', runs the code of its README both ways' : ''}`;
}

const ranPrograms = ({ programs }: Consumer): string =>
  programs.length === 0 ? '' : `, runs ${programs.join(' and ')}`;

function checkLinks(installed: string): string {
  const { broken, links } = brokenLinks(installed);
  if (broken.length > 0) throw new Error(`Links that lead nowhere in the package:\n${broken.join('\n')}`);
  return `${links} links of its documents work in the installed package`;
}
