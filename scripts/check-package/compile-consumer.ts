import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../packages';
import { ProgramError, runProgram } from '../run-program';
import { type Consumer } from './consumers';
import { type PackageEntry } from './package-entries';

const STRICT = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: 'es2022',
};

/** Not .mts here, where what they import is not installed. */
const PROGRAMS = join(__dirname, '../package-consumer');

const RESOLUTIONS = {
  NodeNext: { module: 'nodenext', moduleResolution: 'nodenext' },
  Bundler: { module: 'esnext', moduleResolution: 'bundler' },
};

/**
 * Compiles, in a project that installed the package, every entry as ES module and as CommonJS and the consumer's own
 * program and the code of its README, once with each way of resolving. `skipLibCheck` is off: the .d.ts files of our packages, and of all that they
 * import, have to compile, in server code without the DOM's types and in browser code without Node's.
 */
export async function compileConsumer(
  project: string,
  consumer: Consumer,
  entries: PackageEntry[],
  readme: string[],
): Promise<void> {
  const modules = entries.filter(({ isModule }) => isModule);
  for (const { peer } of modules) if (peer !== undefined) linkPeer(project, peer);
  const server = modules.filter(({ peer }) => peer === undefined);
  const client = modules.filter(({ peer }) => peer !== undefined);
  const own = ['consumer.mts', ...readme];
  cpSync(join(PROGRAMS, consumer.compiles), join(project, 'consumer.mts'));
  if (consumer.inBrowser) await compile(project, 'browser', client, own);
  else await compile(project, 'server', server, own);
  if (!consumer.inBrowser && client.length > 0) await compile(project, 'browser', client, []);
}

/** Optional peers are the consumer's to install: here they are those that our own tests run with. */
function linkPeer(project: string, peer: string): void {
  const link = join(project, 'node_modules', peer);
  if (existsSync(link)) return;
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules', peer), link);
}

async function compile(
  project: string,
  world: 'server' | 'browser',
  entries: PackageEntry[],
  own: string[],
): Promise<void> {
  const lib = world === 'server' ? ['es2023'] : ['es2022', 'dom'];
  const types = world === 'server' ? ['node'] : [];
  const source = entries.map(({ specifier }, at) => `export * as entry${at} from '${specifier}';\n`).join('');
  const files = [`${world}.mts`, `${world}.cts`];
  for (const file of files) writeFileSync(join(project, file), source);
  for (const [name, resolution] of Object.entries(RESOLUTIONS)) {
    const config = `tsconfig.${world}.${name}.json`;
    const compilerOptions = { ...STRICT, ...resolution, lib, types };
    // A bundler takes ES modules.
    const compiled = [...(name === 'Bundler' ? files.slice(0, 1) : files), ...own];
    writeFileSync(join(project, config), JSON.stringify({ compilerOptions, files: compiled }));
    await runCompiler(project, config);
  }
}

/** The React Native client's own .d.ts need the types of react-native, which only an app has: their errors are theirs. */
async function runCompiler(project: string, config: string): Promise<void> {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  try {
    await runProgram(project, process.execPath, tsc, '--pretty', 'false', '-p', config);
  } catch (error) {
    if (!(error instanceof ProgramError)) throw error;
    const errors = error.output.split('\n').filter((line) => / error TS\d+: /.test(line));
    const ours = errors.filter((line) => !line.includes('node_modules/@segment/analytics-react-native/'));
    if (ours.length > 0 || errors.length === 0) throw error;
  }
}
