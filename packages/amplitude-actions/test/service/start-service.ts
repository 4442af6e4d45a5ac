import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const BUNDLE = join(__dirname, '../../.tmp/index.js');
const ROOT = join(__dirname, '../../../..');

const LIBRARY = {
  'segment-actions-amplitude/api': 'src/api.ts',
  'segment-actions-amplitude/runtime': 'src/runtime/index.ts',
  'segment-actions-amplitude/emulator': 'src/emulator/index.ts',
  'segment-actions-amplitude': 'src/index.ts',
};

/** The command line as one file, since a process that is started from its sources compiles them for many seconds. */
export function bundleCommandLine(): void {
  const aliases = Object.entries(LIBRARY).map(([name, file]) => `--alias:${name}=${join(ROOT, file)}`);
  execFileSync(join(ROOT, 'node_modules/.bin/esbuild'), [
    join(ROOT, 'packages/amplitude-actions/src/index.ts'),
    '--bundle',
    '--platform=node',
    '--packages=external',
    '--log-level=error',
    `--outfile=${BUNDLE}`,
    ...aliases,
  ]);
}

export interface ServiceInstance {
  /** Where it listens; empty when it does not. */
  url: string;
  child: ChildProcess;
  logs(): string;
  /** Ends it with this signal; resolves to its exit code. */
  end(this: void, signal: NodeJS.Signals): Promise<number | null>;
}

/** A process of the command line that is ready when this resolves. */
export async function startService(args: readonly string[]): Promise<ServiceInstance> {
  const child = spawn(process.execPath, [BUNDLE, ...args], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let logged = '';
  const isReady = new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      logged += chunk.toString();
      if (logged.includes('"msg":"ready"')) resolve();
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready: ${logged}`)));
  });
  await isReady;
  const [, url = ''] = /"address":"([^"]+)"/.exec(logged) ?? [];
  return {
    url,
    child,
    logs: () => logged,
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exit = once(child, 'exit');
      child.kill(signal);
      const [code] = (await exit) as [number | null];
      return code;
    },
  };
}
