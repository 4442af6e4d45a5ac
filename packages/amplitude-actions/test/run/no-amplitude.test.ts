import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startAmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { API_KEY, range, runCli, toLines, trackEvent, useDirectory } from '../run-cli';

const files = useDirectory();
const FIXTURES = join(__dirname, '../../../../test/fixtures/tls');
const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of cleanUp.splice(0)) await close();
});

type Listening = Pick<
  ReturnType<typeof createServer>,
  'listen' | 'close' | 'closeAllConnections' | 'address'
>;

async function listen(server: Listening): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleanUp.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function sendTo(baseUrl: string) {
  const input = files.write('events', toLines(range(20).map((n) => trackEvent(n))));
  const paths = ['--dead-letter', files.path('dead'), '--report', files.path('report')];
  const run = await runCli(['send', input, '--api-key', API_KEY, '--base-url', baseUrl, ...paths]);
  const report = JSON.parse(readFileSync(files.path('report'), 'utf8')) as Record<string, unknown>;
  expect(readFileSync(files.path('dead'), 'utf8')).toBe('');
  expect(report).toMatchObject({ exitCode: run.exitCode, delivered: 0, rejected: 0, open: 20 });
  return run;
}

describe('send, where Amplitude is not', () => {
  it.each<[string, RequestListener, RegExp]>([
    [
      'an address without the paths',
      (_, response) => response.writeHead(404).end('no'),
      /answered with status 404, and not as Amplitude does/,
    ],
    [
      'a redirect',
      (_, response) => response.writeHead(302, { location: '/login' }).end(),
      /answered with status 302/,
    ],
    [
      'a login page',
      (_, response) => response.end('<!doctype html><p>Log in'),
      /answered with status 200, and not as Amplitude does/,
    ],
  ])('ends at once with exit 2, and rejects nothing: %s', async (_, listener, message) => {
    const port = await listen(createServer(listener));
    const run = await sendTo(`http://127.0.0.1:${port}`);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain('Nothing is known to have been taken: ');
  });

  it('ends with exit 3 when a proxy wants a login', async () => {
    const port = await listen(createServer((_, response) => response.writeHead(407).end()));
    const run = await sendTo(`http://127.0.0.1:${port}`);
    expect(run).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining('a proxy wants a login') as string,
    });
  });

  it('ends with exit 3 when a certificate is not trusted', async () => {
    const [cert, key] = ['untrusted-cert.pem', 'untrusted-key.pem'].map((name) =>
      readFileSync(join(FIXTURES, name)),
    );
    const port = await listen(createTlsServer({ cert, key }, (_, response) => response.end('{}')));
    const run = await sendTo(`https://127.0.0.1:${port}`);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toMatch(/Nothing is known to have been taken: .*certificate.*NODE_EXTRA_CA_CERTS/);
  });

  it('ends with exit 2 when the host of --base-url is not known', async () => {
    const run = await sendTo('http://no-such-host.invalid');
    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('ENOTFOUND') as string });
  });

  it('tries again once Amplitude has answered: a page in between is an outage', async () => {
    const emulator = await startAmplitudeEmulator({
      faults: [{ nth: 2, action: { status: 404, body: '<p>maintenance' } }],
    });
    cleanUp.push(() => emulator.close());
    const input = files.write('events', toLines(range(40).map((n) => trackEvent(n))));
    const args = ['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl];
    const { exitCode } = await runCli([...args, '--batch-size', '10', '--concurrency', '1']);
    expect(exitCode).toBe(0);
    expect(emulator.counts).toMatchObject({ ingested: 40, deduped: 0 });
  });

  it('does not call the address wrong when requests beside the first were taken, and rejects nothing', async () => {
    const emulator = await startAmplitudeEmulator({
      faults: [{ nth: 1, action: { answer: 'not-json' } }, { action: { latencyMs: 50 } }],
    });
    cleanUp.push(() => emulator.close());
    const input = files.write('events', toLines(range(400).map((n) => trackEvent(n, 400))));
    const args = ['send', input, '--api-key', API_KEY, '--base-url', emulator.baseUrl, '--json'];
    const { exitCode, stdout, stderr } = await runCli([...args, '--batch-size', '50']);
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(
      /^Stopped at an answer that is not Amplitude's, though other requests were taken: /,
    );
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { delivered: number };
    expect(summary).toMatchObject({ rejected: 0 });
    expect(summary.delivered).toBeGreaterThan(0);
  });
});
