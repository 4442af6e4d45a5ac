import { once } from 'node:events';
import { createTransport, type ClosableTransport } from '../../../src/runtime';
import { postTo, startRawServer, startServer } from './local-servers';

let transport: ClosableTransport;
beforeEach(() => {
  transport = createTransport();
});
afterEach(() => transport.close());

const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

describe('a transport', () => {
  it('posts the body as it is, and reads status and body', async () => {
    const received: string[] = [];
    const server = await startServer((request, response) => {
      request.on('data', (chunk: Buffer) => received.push(chunk.toString()));
      request.on('end', () => response.writeHead(429).end('{"code":429,"error":"Zürich"}'));
    });
    const answer = await transport(postTo(server.url, '{"city":"Zürich"}'));
    expect(answer).toEqual({ status: 429, text: '{"code":429,"error":"Zürich"}' });
    expect(received.join('')).toBe('{"city":"Zürich"}');
    await server.close();
  });

  it('uses one connection for 20 requests, one after the other', async () => {
    const server = await startServer((request, response) =>
      request.resume().on('end', () => response.end('ok')),
    );
    for (let count = 0; count < 20; count += 1) await transport(postTo(server.url));
    expect(server.connections().made).toBe(1);
    await server.close();
  });

  it('gives 50 concurrent requests 50 answers', async () => {
    const server = await startServer((request, response) => response.end(request.url));
    const urls = Array.from({ length: 50 }, (_, index) => `${server.url}/${index}`);
    const answers = await Promise.all(urls.map((url) => transport(postTo(url))));
    expect(answers.map(({ text }) => text)).toEqual(urls.map((url) => new URL(url).pathname));
    await server.close();
  });

  it('follows no redirect', async () => {
    const server = await startServer((_, response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    );
    expect(await transport(postTo(server.url))).toMatchObject({ status: 302 });
    expect(server.connections().made).toBe(1);
    await server.close();
  });

  it('reads an answer of 300 KB', async () => {
    const server = await startServer((_, response) => response.end('x'.repeat(300_000)));
    expect((await transport(postTo(server.url))).text).toHaveLength(300_000);
    await server.close();
  });

  it('stops reading an answer over 1 MiB, and ends its connection', async () => {
    const server = await startServer((_, response) => {
      const write = () =>
        void (response.destroyed || response.write('x'.repeat(65_536), () => setImmediate(write)));
      write();
    });
    const answer = await transport(postTo(server.url));
    expect(answer).toMatchObject({ status: 502, isLocal: true });
    await server.close();
  });

  it('answers 408 when the time is up, the body included', async () => {
    const hurried = createTransport({ timeoutMs: 100 });
    const server = await startServer((_, response) => void response.writeHead(200).write('{"code":'));
    expect(await hurried(postTo(server.url))).toMatchObject({ status: 408, isLocal: true });
    await server.close();
    await hurried.close();
  });

  it('ends at once when the host aborts, before the answer and inside it', async () => {
    const seen: string[] = [];
    const server = await startServer((request, response) => {
      seen.push(request.url ?? '');
      if (request.url === '/body') response.writeHead(200).write('{"code":');
      server.server.emit('seen');
    });
    for (const path of ['/headers', '/body']) {
      const host = new AbortController();
      const answered = transport(postTo(`${server.url}${path}`), { signal: host.signal });
      await once(server.server, 'seen');
      host.abort();
      expect(await answered).toEqual({
        status: 408,
        text: expect.stringContaining('host ended') as string,
        isLocal: true,
      });
    }
    expect(seen).toEqual(['/headers', '/body']);
    await server.close();
  });

  it('sends nothing for a host that has aborted already', async () => {
    const server = await startServer((_, response) => response.end());
    expect(await transport(postTo(server.url), { signal: AbortSignal.abort() })).toMatchObject({
      status: 408,
    });
    expect(server.connections().made).toBe(0);
    await server.close();
  });

  it('keeps no listener on the signal of the host', async () => {
    const server = await startServer((_, response) => response.end());
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    await transport(postTo(server.url), { signal });
    expect(remove).toHaveBeenCalledWith('abort', expect.any(Function));
    await server.close();
  });

  it.each([
    ['a length', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"code":200'],
    ['chunks', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{"cod'],
  ])('answers 503 when the connection breaks inside a body framed by %s', async (_, part) => {
    const server = await startRawServer((socket) => socket.end(part));
    expect(await transport(postTo(server.url))).toMatchObject({ status: 503, isLocal: true });
    await server.close();
  });

  it('answers 503 when nobody listens', async () => {
    const server = await startServer(() => undefined);
    await server.close();
    const answer = await transport(postTo(server.url));
    expect(answer).toEqual({
      status: 503,
      text: 'The connection to Amplitude failed (ECONNREFUSED).',
      isLocal: true,
    });
  });

  it('sends a request once more when the server had closed the idle connection that it took', async () => {
    let requests = 0;
    const server = await startRawServer((socket) => {
      requests += 1;
      if (requests === 2) socket.destroy();
      else socket.write(OK);
    });
    expect(await transport(postTo(server.url))).toEqual({ status: 200, text: 'ok' });
    expect(await transport(postTo(server.url))).toEqual({ status: 200, text: 'ok' });
    expect(requests).toBe(3);
    await server.close();
  });

  it.each([
    ['on a new connection', 1, (destroy: () => void) => destroy()],
    [
      'after the first byte of an answer',
      2,
      (destroy: () => void, write: (text: string) => void) => {
        write('HTTP/1.1 2');
        setImmediate(destroy);
      },
    ],
  ])('does not send a request again that fails %s', async (_, failing, fail) => {
    let requests = 0;
    const server = await startRawServer((socket) => {
      requests += 1;
      if (requests === failing)
        fail(
          () => socket.destroy(),
          (text) => socket.write(text),
        );
      else socket.write(OK);
    });
    const answers = [];
    for (let count = 0; count < failing; count += 1) answers.push(await transport(postTo(server.url)));
    expect(answers.at(-1)).toMatchObject({ status: 503 });
    expect(requests).toBe(failing);
    await server.close();
  });
});
