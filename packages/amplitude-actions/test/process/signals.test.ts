import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';
import { startProcess, until } from './start-process';

const files = useDirectory();

describe('a process that sends', () => {
  /** Requests that nobody has answered yet. */
  let open: ServerResponse[];
  let server: Server;
  let baseUrl: string;

  beforeEach(async () => {
    open = [];
    server = createServer((request, response) => {
      request.resume().on('end', () => open.push(response));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });

  const send = (...more: string[]) => startProcess(['send', '--base-url', baseUrl, ...more]);
  const answer = () => open[0]?.end(JSON.stringify({ code: 200 }));

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s while its pipe is silent, with its figures, and is gone though the pipe stays open',
    async (signal) => {
      const { child, exited, written } = send();
      child.stdin?.write(toLines([trackEvent(1)]));
      await until(() => open.length === 1);
      answer();
      child.kill(signal);
      // The pipe stays open and silent, so nothing but the signal ends it; waiting for anything else takes longer.
      expect(await soon(exited)).toBe(3);
      expect(written()).toMatch(/^delivered +1$/m);
      expect(written()).toContain('Stopped with work left');
    },
  );

  it('takes the answer of the request in flight after Ctrl-C, and sends no other request', async () => {
    const events = range(3_000).map((n) => ({ ...trackEvent(n), properties: { text: 'x'.repeat(900) } }));
    // One call of two requests: an event has about a kilobyte of the megabyte that a request may have.
    const more = ['--batch-size', '2000', '--concurrency', '1', '--json'];
    const { child, exited, written } = send(files.write('events', toLines(events)), ...more);
    await until(() => open.length === 1);
    child.kill('SIGINT');
    await until(() => written().includes('Ctrl-C again'));
    answer();
    expect(await exited).toBe(3);
    expect(open).toHaveLength(1);
    const summary = JSON.parse(
      written()
        .trim()
        .split('\n')
        .find((line) => line.includes('"kind":"summary"')) ?? '',
    ) as Record<string, number>;
    expect(summary.delivered).toBeGreaterThan(500);
    expect(summary.delivered).toBeLessThan(1_500);
  });

  it('does not wait for a request after a second Ctrl-C', async () => {
    const { child, exited, written } = send(files.write('events', toLines([trackEvent(1)])));
    await until(() => open.length === 1);
    child.kill('SIGINT');
    await until(() => written().includes('Ctrl-C again'));
    child.kill('SIGINT');
    // The request would be waited for 30 seconds.
    expect(await soon(exited)).toBe(3);
    expect(open).toHaveLength(1);
  });

  it('has ended its connections when it shows its figures, though the server would keep them open', async () => {
    const connections = new Set<Socket>();
    server.keepAliveTimeout = 0;
    server.on('connection', (socket) => {
      connections.add(socket);
      socket.on('close', () => connections.delete(socket));
    });
    // In this process, which goes on: what the run leaves open stays open.
    const run = runCli([
      'send',
      files.write('events', toLines([trackEvent(1)])),
      '--api-key',
      API_KEY,
      '--base-url',
      baseUrl,
    ]);
    await until(() => open.length === 1);
    open[0]?.setHeader('keep-alive', 'timeout=600');
    answer();
    expect((await run).exitCode).toBe(0);
    await soon(until(() => connections.size === 0));
    expect(connections.size).toBe(0);
  });
});

/** Within ten seconds, which is generous for what takes none. */
async function soon<T>(promise: Promise<T>): Promise<T | 'late'> {
  const late = new AbortController();
  const tooLate = wait(10_000, 'late' as const, { signal: late.signal }).catch(() => 'late' as const);
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    late.abort();
  }
}

describe('a process', () => {
  let emulator: AmplitudeEmulator;
  beforeEach(async () => {
    emulator = await startAmplitudeEmulator({ apiKey: API_KEY, secretKey: 'from-the-file' });
  });
  afterEach(() => emulator.close());

  it('reads keys from .env in its folder, where the environment has none of the name', async () => {
    const folder = files.path('project');
    mkdirSync(folder);
    writeFileSync(`${folder}/.env`, 'AMPLITUDE_SECRET_KEY=from-the-file\nAMPLITUDE_API_KEY=not-this-one\n');
    const { exited, written } = startProcess(['check', '--base-url', emulator.baseUrl], { cwd: folder });
    expect(await exited).toBe(0);
    expect(written()).toContain('are good');
  });

  it('says its version', async () => {
    const { exited, written } = startProcess(['--version']);
    expect(await exited).toBe(0);
    expect(written()).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
