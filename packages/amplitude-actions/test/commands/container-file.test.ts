import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { startCli } from '../run-cli';

const root = path.join(__dirname, '../../../..');
const file = readFileSync(path.join(root, 'examples/emulator/Dockerfile'), 'utf8');
const manifest = JSON.parse(
  readFileSync(path.join(root, 'packages/amplitude-actions/package.json'), 'utf8'),
) as { name: string; bin: Record<string, string>; engines: { node: string } };

/** What an instruction of the file says; each stands there once. */
const read = (instruction: string): string => new RegExp(`^${instruction} (.*)$`, 'm').exec(file)?.[1] ?? '';

/** A request by a name that leads to this machine in the container's network alone. */
const statusOf = (port: number, host: string) =>
  new Promise<number>((resolve, reject) => {
    request({ port, host: '127.0.0.1', path: '/__emulator/counts', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });

/** Docker is not everywhere: each line is held against what it needs, and the command runs outside of a container. */
describe('the container file of the emulator', () => {
  it('starts from a Node.js that the command line supports, and installs it by its name', () => {
    expect(manifest.engines.node).toBe('>=20.3');
    expect(Number(/^node:(\d+)-alpine$/.exec(read('FROM'))?.[1])).toBeGreaterThanOrEqual(22);
    expect(read('RUN')).toBe(`npm install --global ${manifest.name}`);
    expect(read('USER')).toBe('node');
  });

  it('runs a command that listens for other containers, by the name they call it', async () => {
    const [name = '', ...args] = JSON.parse(read('ENTRYPOINT')) as string[];
    expect(Object.keys(manifest.bin)).toContain(name);
    const run = startCli([...args, '--port', '0']);
    while (!run.written().includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 5));
    const port = Number(/:(\d+);/.exec(run.written())?.[1]);

    const statuses = await Promise.all(
      [`amplitude-emulator:${port}`, '172.17.0.2:4000', 'evil.example'].map((host) => statusOf(port, host)),
    );
    run.interrupt();
    await run.done;
    expect(statuses).toEqual([200, 200, 421]);
  });

  it('exposes the port on which the command listens by itself', async () => {
    const [, command = ''] = JSON.parse(read('ENTRYPOINT')) as string[];
    const { stdout } = await startCli([command, '--help']).done;
    expect(stdout).toMatch(new RegExp(`--port <port>.*\\(default: ${read('EXPOSE')}\\)`));
  });
});
