#!/usr/bin/env node
import { processIo } from './io';
import { main } from './main';

// `amplitude-actions … | head` closes the pipe: what is written then goes nowhere, and the work goes on.
for (const output of [process.stdout, process.stderr]) {
  output.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

void main(process.argv.slice(2), processIo).then((exitCode) => {
  process.exitCode = exitCode;
});
