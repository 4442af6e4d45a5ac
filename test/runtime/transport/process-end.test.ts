import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startServer } from './local-servers';

describe('a program that sends a request', () => {
  it('ends by itself after the answer, though the server keeps the connection', async () => {
    const server = await startServer((request, response) =>
      request.resume().on('end', () => response.end('ok')),
    );
    server.server.keepAliveTimeout = 600_000;
    const program = join(__dirname, 'send-one-request.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', program, server.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [[status], [exitCode]] = await Promise.all([
      once(child.stdout, 'data') as Promise<[Buffer]>,
      once(child, 'exit') as Promise<[number | null]>,
    ]);
    expect(status.toString().trim()).toBe('200');
    expect(exitCode).toBe(0);
    await server.close();
  });
});
