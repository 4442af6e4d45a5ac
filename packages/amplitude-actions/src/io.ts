import type { Readable, Writable } from 'node:stream';

/** What a command touches of its process, so that a test can run it in its own. */
export interface Io {
  stdin: Readable;
  stdout: Output;
  stderr: Output;
  /** Calls back on each Ctrl-C and each polite request to end; returns how to stop listening. */
  onInterrupt(this: void, listener: () => void): () => void;
}

export type Output = Writable & { isTTY?: boolean; columns?: number; hasColors?(): boolean };

export const processIo: Io = {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  onInterrupt: (listener) => {
    process.on('SIGINT', listener).on('SIGTERM', listener);
    return () => process.off('SIGINT', listener).off('SIGTERM', listener);
  },
};

export const writeLine = (output: Output, line = ''): void => void output.write(`${line}\n`);
