import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface DrillRun {
  directory: string;
  baseUrl: string;
  apiKey: string;
}

export interface SenderProcess {
  /** The exit code; null when killed. */
  exited: Promise<number | null>;
  kill(): Promise<void>;
}

const BUILT = join(__dirname, '../../packages/amplitude-actions/dist/index.js');
const SOURCE = join(__dirname, '../../packages/amplitude-actions/src/index.ts');
/** The program as it is published where it is built, else from its source. */
const PROGRAM = existsSync(BUILT) ? [BUILT] : ['-r', 'tsx/cjs', SOURCE];

/** Starts, or resumes, the sender of a drill as a process of its own. */
export function startSender({ directory, baseUrl, apiKey }: DrillRun): SenderProcess {
  const files = [
    '--checkpoint',
    join(directory, 'state.json'),
    '--dead-letter',
    join(directory, 'dead.ndjson'),
  ];
  // A throttled id rests a second here: the drill is about what is lost, not about thirty seconds of waiting.
  const args = [
    'send',
    join(directory, 'events.ndjson'),
    '--base-url',
    baseUrl,
    '--throttle-rest',
    '1',
    ...files,
  ];
  const child = spawn(process.execPath, [...PROGRAM, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, AMPLITUDE_API_KEY: apiKey },
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    exited,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
