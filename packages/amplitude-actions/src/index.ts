#!/usr/bin/env node
import { loadEnvironment } from './load-environment';
import { processIo } from './io';
import { main } from './main';

// `amplitude-actions … | head` closes the pipe: what is written then goes nowhere, and the work goes on.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** What was written is out before the process goes; a connection or a pipe that is still open must not keep it. */
async function end(exitCode: number): Promise<never> {
  for (const output of [process.stdout, process.stderr]) {
    if (!output.destroyed) await new Promise<void>((resolve) => output.write('', () => resolve()));
  }
  process.exit(exitCode);
}

loadEnvironment(process.env);
void main(process.argv.slice(2), processIo).then(end);
