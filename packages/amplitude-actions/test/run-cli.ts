import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { main } from '../src/main';

export const API_KEY = '8f3a61c0d94e4b7aa2f0c7d1e5b96f24';
export const SECRET_KEY = 'c2a9e7b3514d4f0c8e66d1f7a0b35e98';

export interface CliResult {
  exitCode: number;
  stdout: string;
  stderr: string;
}

export interface RunningCli {
  done: Promise<CliResult>;
  /** What it wrote so far. */
  written(): string;
  interrupt(): void;
}

/** Runs the command line in this process, with its own standard streams. */
export function startCli(args: string[], stdin: Readable = Readable.from([])): RunningCli {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  let [out, err] = ['', ''];
  stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  let interrupt: () => void = () => undefined;
  const onInterrupt = (listener: () => void) => {
    interrupt = listener;
    return () => undefined;
  };
  const done = main(args, { stdin, stdout, stderr, onInterrupt }).then((exitCode) => ({
    exitCode,
    stdout: out,
    stderr: err,
  }));
  return { done, written: () => out + err, interrupt: () => interrupt() };
}

export function runCli(args: string[], stdin?: Readable): Promise<CliResult> {
  return startCli(args, stdin).done;
}

/** A directory of its own for each test. */
export function useDirectory(): {
  write(name: string, content: string | Buffer): string;
  path(name: string): string;
} {
  let directory = '';
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'amplitude-actions-'))));
  afterEach(() => rmSync(directory, { recursive: true }));
  const path = (name: string) => join(directory, name);
  return {
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

/** The n-th of a run of track events that share a few users. */
export function trackEvent(n: number, users = 10): Record<string, unknown> {
  return {
    type: 'track',
    event: 'Song Played',
    messageId: `message-${n}`,
    userId: `user-${n % users}`,
    anonymousId: `anonymous-${n % users}`,
    timestamp: new Date(1_700_000_000_000 + n * 1000).toISOString(),
    properties: { number: n },
  };
}

export const toLines = (values: unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

export const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
