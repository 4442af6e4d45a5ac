import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkConsumer, INSTALL, type Manager } from './check-package/check-consumer';
import { CONSUMERS } from './check-package/consumers';
import { nodeVersions } from './check-package/node-versions';
import { packPackages } from './pack-packages';
import { ROOT } from './packages';
import { runProgram } from './run-program';

/**
 * Packs the three packages and installs each into an empty folder, with each package manager named on the command line
 * (npm when none is). No lock file: the newest versions of everything below are what a user gets. There every entry of
 * every package.json is required, imported and compiled against, and programs run, on each supported Node.js.
 */
async function main(named: string[]): Promise<void> {
  const managers = named.length > 0 ? named.map(toManager) : (['npm'] as const);
  const folder = mkdtempSync(join(tmpdir(), 'check-package-'));
  try {
    const [nodes, tarballs] = await Promise.all([nodeVersions(), packPackages(folder)]);
    console.log(`ok  packed ${[...tarballs.keys()].join(', ')}`);
    const checks = managers.flatMap((manager) =>
      // The command line needs the library of the same version, which only npm takes from a second tarball.
      CONSUMERS.filter(({ ours }) => manager === 'npm' || ours.length === 1).map((consumer) => async () => {
        const held = await checkConsumer({ consumer, manager, tarballs, nodes, inside: folder });
        return `ok  ${consumer.name}, ${manager}\n${held.map((line) => `      ${line}\n`).join('')}`;
      }),
    );
    const queue = [...checks, () => lintPackages(tarballs)];
    // As many at once as a small machine has cores.
    await Promise.all([drain(queue), drain(queue)]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toManager(name: string): Manager {
  if (Object.hasOwn(INSTALL, name)) return name as Manager;
  throw new Error(`No package manager "${name}": use ${Object.keys(INSTALL).join(', ')}.`);
}

/** Works until nothing is left, so that one run shows every failure. */
async function drain(queue: (() => Promise<string>)[]): Promise<void> {
  for (let work = queue.shift(); work !== undefined; work = queue.shift()) {
    await work().then((held) => console.log(held.trimEnd()), fail);
  }
}

function fail(error: unknown): void {
  console.error(`FAILED  ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function lintPackages(tarballs: ReadonlyMap<string, string>): Promise<string> {
  for (const tarball of tarballs.values()) {
    await runProgram(ROOT, 'npx', 'publint', 'run', tarball, '--strict');
    // Resolution before Node.js 12 knows no `exports`: it is not judged. Nor is the file for a script tag.
    const script = [
      '--exclude-entrypoints',
      'dist/session-plugin.min.js',
      'dist/session-plugin.attribution.min.js',
    ];
    await runProgram(ROOT, 'npx', 'attw', tarball, '--profile', 'node16', ...script);
    expectCleanPublish(await runProgram(ROOT, 'npm', 'publish', tarball, '--dry-run', '--ignore-scripts'));
  }
  return `ok  publint --strict, attw and npm publish --dry-run, ${tarballs.size} packages`;
}

/** npm warns where it would change a package.json before it publishes; that nobody is logged in is as it should be. */
function expectCleanPublish(output: string): void {
  const warnings = output
    .split('\n')
    .filter((line) => /^npm (warn|error)/i.test(line) && !line.includes('logged in'));
  if (warnings.length > 0) throw new Error(`npm publish --dry-run:\n${warnings.join('\n')}`);
}

main(process.argv.slice(2)).catch(fail);
