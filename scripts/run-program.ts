import { spawn } from 'node:child_process';

const LONGEST_MS = 5 * 60_000;

/** A program that failed, with all that it printed. */
export class ProgramError extends Error {
  constructor(
    command: string,
    reason: string,
    readonly output: string,
  ) {
    super(`${command} failed (${reason}):\n${output}`);
    this.name = 'ProgramError';
  }
}

/**
 * Runs a program and resolves with what it printed on both outputs. Rejects with a `ProgramError` when it ends with a
 * code other than 0, or does not end within five minutes.
 */
export function runProgram(cwd: string, command: string, ...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS });
    let output = '';
    const read = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    const line = [command, ...args].join(' ');
    child.on('error', (error) => reject(new ProgramError(line, error.message, output)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new ProgramError(line, signal ?? `exit code ${code}`, output));
    });
  });
}
