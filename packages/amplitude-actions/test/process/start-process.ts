import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { API_KEY } from '../run-cli';

const SOURCE = join(__dirname, '../../src/index.ts');

/** How the program is started, for a process or a terminal of its own. */
export const COMMAND = [process.execPath, '-r', require.resolve('tsx/cjs'), SOURCE];
/** Without CI, which switches colours off; the paths of the sources hold in any folder, built or not. */
const { CI, ...environment } = process.env;
export const ENVIRONMENT: NodeJS.ProcessEnv = {
  ...environment,
  TSX_TSCONFIG_PATH: join(__dirname, '../../../../tsconfig.json'),
  AMPLITUDE_API_KEY: API_KEY,
};

export interface StartedProcess {
  child: ChildProcess;
  /** Its exit code once it is gone; null when it was killed. */
  exited: Promise<number | null>;
  /** What it wrote so far. */
  written: () => string;
}

/** The real program, in a process of its own. */
export function startProcess(args: readonly string[], options: { cwd?: string } = {}): StartedProcess {
  const [program = '', ...rest] = COMMAND;
  const child = spawn(program, [...rest, ...args], { env: ENVIRONMENT, ...options });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, exited, written: () => text };
}

export async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, 10));
}
