import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { API_KEY, event, startClient } from './emulator-client';

/** A request as written, which fetch would put in order first. */
function raw(baseUrl: string, path: string, headers: Record<string, string> = {}) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    request({ port: new URL(baseUrl).port, host: '127.0.0.1', path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .on('error', reject)
      .end();
  });
}

it.each(['127.0.0.1:4100', 'localhost', 'LOCALHOST:1', '[::1]:4100'])('answers the Host %s', async (host) => {
  const { emulator } = await startClient();

  expect((await raw(emulator.baseUrl, '/__emulator/counts', { host })).status).toBe(200);
});

it.each(['evil.example', '127.0.0.1.evil.example:4100', '192.168.0.9', 'a b', '@'])(
  'refuses the Host %s, by which a web page could reach it',
  async (host) => {
    const { emulator } = await startClient();

    expect((await raw(emulator.baseUrl, '/__emulator/counts', { host })).status).toBe(421);
    expect(emulator.exchanges).toEqual([]);
  },
);

it('answers the names it was given, and IP addresses when it listens on every address', async () => {
  const { emulator } = await startClient({ host: '0.0.0.0', hostNames: ['amplitude.test'] });
  const status = async (host: string) => (await raw(emulator.baseUrl, '/__emulator/counts', { host })).status;

  expect(await status('Amplitude.test:80')).toBe(200);
  expect(await status('192.168.0.9:4100')).toBe(200);
  expect(await status('evil.example')).toBe(421);
});

it.each(['//', '//evil.example/a', '/%E0%A4%A', 'http://[/'])('answers 400 to the path %s', async (path) => {
  const { emulator } = await startClient();

  expect((await raw(emulator.baseUrl, path)).status).toBe(400);
});

it('answers 404 to an unknown path and keeps nothing of its body', async () => {
  const bodies: number[] = [];
  const { emulator, send } = await startClient({ onExchange: (_, body) => bodies.push(body.length) });

  const answer = await send('/2/unknown', { method: 'POST', body: 'x'.repeat(1_000_000) });

  expect(answer.status).toBe(404);
  expect(bodies).toEqual([0]);
  expect(emulator.exchanges).toMatchObject([{ bytesSent: 1_000_000, bytes: 0 }]);
});

it('cuts a gzip bomb at its limit, also when no limit is set', async () => {
  const { emulator, send } = await startClient();
  const bomb = gzipSync(Buffer.alloc(200_000_000));

  const answer = await send('/batch', {
    method: 'POST',
    headers: { 'content-encoding': 'gzip' },
    body: bomb,
  });

  expect(answer.status).toBe(413);
  expect(emulator.exchanges).toMatchObject([{ bytesSent: bomb.length, bytes: 0 }]);
});

it.each(['GZIP', 'gzip', 'x-gzip'])('reads a body encoded as %s', async (encoding) => {
  const { emulator, send } = await startClient();
  const body = gzipSync(JSON.stringify({ api_key: API_KEY, events: [event()] }));

  await send('/2/httpapi', { method: 'POST', headers: { 'content-encoding': encoding }, body });

  expect(emulator.events).toEqual([event()]);
});

it('answers 414 to a long address when strict, also one that Node itself would refuse', async () => {
  const { emulator } = await startClient({ strict: true });

  expect((await raw(emulator.baseUrl, `/identify?api_key=${'x'.repeat(8_000)}`)).status).toBe(400);
  expect((await raw(emulator.baseUrl, `/identify?api_key=${'x'.repeat(9_000)}`)).status).toBe(414);
  expect((await raw(emulator.baseUrl, `/identify?api_key=${'x'.repeat(100_000)}`)).status).toBe(414);
});

it('lets the oldest go when more arrives than it keeps, and says so once', async () => {
  const notices: string[] = [];
  const { emulator, upload } = await startClient({ keep: 10, onNotice: (text) => notices.push(text) });
  const numbered = Array.from({ length: 40 }, (_, index) =>
    event({ user_id: `user-${100 + index}`, event_id: index }),
  );

  await upload(numbered);
  await upload(numbered);

  expect(emulator.events.length).toBeLessThanOrEqual(11);
  expect(emulator.events.at(-1)).toMatchObject({ event_id: 39 });
  expect(emulator.users.size).toBe(10);
  expect(emulator.counts.ingested).toBe(80);
  expect(notices).toEqual([
    expect.stringContaining('newest 10 users'),
    expect.stringContaining('newest 10 events'),
  ]);
  expect(emulator.notices).toEqual(notices);
});
