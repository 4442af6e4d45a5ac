import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Packs the project and installs the tarball, beside actions-core, into an empty folder for each package manager named
 * on the command line (npm when none is). No lock file: the newest versions of everything below are what a user gets.
 * There it is required, imported, run against its own emulator and compiled against. The first failure is told and ends it.
 */
const ROOT = join(__dirname, '..');
const CONSUMER = join(__dirname, 'package-consumer');
const FRAMEWORK = '@segment/actions-core';

/** Commands that install packages into the current folder; npx fetches those that Node does not bring. */
const INSTALL: Record<string, readonly string[]> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund'],
  pnpm: ['npx', '--yes', 'pnpm@10', 'add'],
  yarn: ['npx', '--yes', 'yarn@1', 'add', '--non-interactive'],
};

const LONGEST_MS = 5 * 60_000;

const folder = mkdtempSync(join(tmpdir(), 'check-package-'));
try {
  const tarball = pack();
  step('publint', () => run(ROOT, 'npx', 'publint', 'run', tarball, '--strict'));
  // Resolution before Node.js 12 knows no `exports`: it is not judged.
  step('attw', () =>
    run(
      ROOT,
      'npx',
      'attw',
      tarball,
      '--profile',
      'node16',
      '--exclude-entrypoints',
      'dist/session-plugin.min.js',
    ),
  );
  const managers = process.argv.slice(2);
  for (const manager of managers.length > 0 ? managers : ['npm']) checkInstalled(manager, tarball);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function pack(): string {
  step('pack', () => run(ROOT, 'npm', 'pack', '--pack-destination', folder));
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('npm pack made no tarball.');
  return join(folder, tarball);
}

function checkInstalled(manager: string, tarball: string): void {
  const install = INSTALL[manager];
  if (install === undefined) {
    throw new Error(`No package manager "${manager}": use ${Object.keys(INSTALL).join(', ')}.`);
  }
  const project = mkdtempSync(join(folder, `${manager}-`));
  writeFileSync(join(project, 'package.json'), '{ "private": true }');
  const [command = '', ...rest] = install;
  step(`${manager}: install`, () => run(project, command, ...rest, tarball, FRAMEWORK));
  for (const file of ['require.cjs', 'import.mjs']) {
    cpSync(join(CONSUMER, file), join(project, file));
    step(`${manager}: ${file}`, () => run(project, process.execPath, file));
  }
  cpSync(join(CONSUMER, 'consumer.mts.txt'), join(project, 'consumer.mts'));
  step(`${manager}: compile`, () => compile(project));
}

/** Strict, with the project's own compiler and Node types: a consumer has both of some version. */
function compile(project: string): void {
  const modules = join(ROOT, 'node_modules');
  const types = ['--types', 'node', '--typeRoots', join(modules, '@types')];
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'node16', '--skipLibCheck'];
  run(project, process.execPath, join(modules, 'typescript/bin/tsc'), ...options, ...types, 'consumer.mts');
}

function step(name: string, work: () => void): void {
  work();
  console.log(`ok  ${name}`);
}

/** Silent unless it fails; a program that does not end has failed. */
function run(cwd: string, command: string, ...args: string[]): void {
  try {
    execFileSync(command, args, { cwd, stdio: 'pipe', encoding: 'utf8', timeout: LONGEST_MS });
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Partial<Record<string, string>>;
    throw new Error(`${command} ${args.join(' ')} failed (${message}):\n${stdout}${stderr}`, {
      cause: error,
    });
  }
}
