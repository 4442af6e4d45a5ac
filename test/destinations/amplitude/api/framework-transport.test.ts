import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { createRequestClient } from '@segment/actions-core';
import { toFrameworkTransport } from '../../../../src/destinations/amplitude/api/framework-transport';
import { NO_ANSWER } from '../../../../src/destinations/amplitude/api/transport';
import { sendBatch } from '../../../send-events';

const send = toFrameworkTransport(createRequestClient());
const SUCCESS = JSON.stringify({ code: 200, events_ingested: 1 });
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

/** A real server on loopback; its address, and the connections that it got. */
async function startServer(listener: RequestListener) {
  const connections = new Set<Socket>();
  const started = createServer((request, response) => {
    // An answer before the body was read would close the connection.
    request.resume().on('end', () => listener(request, response));
  });
  started.on('connection', (socket) => connections.add(socket));
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  server = started;
  return { baseUrl: `http://127.0.0.1:${(started.address() as AddressInfo).port}`, connections };
}

const event = { userId: 'user-7f3a21', event: 'Opened' };

describe(toFrameworkTransport, () => {
  it('uses one connection for requests that follow each other', async () => {
    const { baseUrl, connections } = await startServer((_request, response) => response.end(SUCCESS));
    for (let count = 0; count < 20; count += 1) {
      await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
    }
    expect(connections.size).toBe(1);
  });

  it('gets an answer for each of 50 requests at once', async () => {
    const { baseUrl } = await startServer((_request, response) => response.end(SUCCESS));
    const ask = () => send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(answers).toEqual(answers.map(() => ({ status: 200, text: SUCCESS })));
    expect(answers).toHaveLength(50);
  });

  it('returns an answer of 300 KB', async () => {
    const large = 'x'.repeat(300_000);
    const { baseUrl } = await startServer((_request, response) => response.end(large));
    expect(await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' })).toEqual({
      status: 200,
      text: large,
    });
  });

  it('answers with the status of an error instead of throwing it', async () => {
    const { baseUrl } = await startServer((_request, response) => response.writeHead(500).end('Oops'));
    expect(await send({ method: 'GET', url: baseUrl, headers: {} })).toEqual({
      status: 500,
      text: 'Oops',
    });
  });

  it.each<[string, RequestListener]>([
    ['closed without an answer', (request) => request.socket.destroy()],
    [
      'closed inside an answer in chunks',
      (_request, response) => response.write('half', () => response.destroy()),
    ],
    [
      'closed before an answer has its length',
      (_request, response) =>
        response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy()),
    ],
  ])('answers 503 when the connection is %s', async (_title, listener) => {
    const { baseUrl } = await startServer(listener);
    expect(await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' })).toMatchObject({
      status: 503,
      text: expect.stringMatching(/^The connection to Amplitude failed( \([A-Z_]+\))?\.$/) as string,
    });
  });

  it('leaves no timer behind when the connection breaks inside an answer', async () => {
    const { baseUrl } = await startServer((_request, response) =>
      response.write('half', () => response.destroy()),
    );
    const countTimers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = countTimers();
    await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
    expect(countTimers()).toBeLessThanOrEqual(before);
  });

  it.each([
    ['of more than 1 MiB', (response: ServerResponse) => response.end('x'.repeat(1_048_577))],
    [
      'that says so before it comes',
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-length': 2e9 }).write('x'.repeat(2_000_000)),
    ],
  ])('refuses an answer %s', async (_title, answer) => {
    const { baseUrl } = await startServer((_request, response) => answer(response));
    expect(await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' })).toEqual(NO_ANSWER.tooLarge);
  });

  it('returns an answer of exactly 1 MiB', async () => {
    const { baseUrl } = await startServer((_request, response) => response.end('x'.repeat(1_048_576)));
    const answer = await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
    expect([answer.status, answer.text.length]).toEqual([200, 1_048_576]);
  });

  it('answers with a redirect as it is, and follows none', async () => {
    const paths: (string | undefined)[] = [];
    const { baseUrl } = await startServer((request, response) => {
      paths.push(request.url);
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' })).toMatchObject({
      status: 307,
    });
    expect(paths).toEqual(['/']);
  });

  it('sends once more what was lost on a connection that the server had closed meanwhile', async () => {
    let requests = 0;
    const { baseUrl } = await startServer((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.destroy();
      else response.end(SUCCESS);
    });
    const post = () => send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
    expect([(await post()).status, (await post()).status]).toEqual([200, 200]);
    expect(requests).toBe(3);
  });

  it('does not send again what was lost on a new connection', async () => {
    let requests = 0;
    const { baseUrl } = await startServer((request) => {
      requests += 1;
      request.socket.destroy();
    });
    expect(await send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' })).toMatchObject({
      status: 503,
    });
    expect(requests).toBe(1);
  });

  it('answers 503 for an address that is none', async () => {
    expect(await send({ method: 'GET', url: 'nowhere', headers: {} })).toMatchObject({
      status: 503,
      isLocal: true,
    });
  });

  it('answers 503 when nobody listens', async () => {
    const { baseUrl } = await startServer((_request, response) => response.end());
    await new Promise((resolve) => server?.close(resolve));
    expect(await send({ method: 'GET', url: baseUrl, headers: {} })).toMatchObject({
      status: 503,
      text: 'The connection to Amplitude failed (ECONNREFUSED).',
    });
  });

  describe('with a server that stalls', () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
    afterEach(() => jest.useRealTimers());

    it.each<[string, RequestListener]>([
      ['before its headers', () => {}],
      ['inside its body', (_request, response) => response.writeHead(200).write('{"code":')],
    ])('answers 408 after 30 seconds: %s', async (_title, listener) => {
      let stalled = () => {};
      const isStalled = new Promise<void>((resolve) => (stalled = resolve));
      let isClosed: Promise<unknown> = Promise.resolve();
      const { baseUrl } = await startServer((request, response) => {
        isClosed = new Promise((resolve) => request.socket.once('close', resolve));
        listener(request, response);
        stalled();
      });
      const answered = send({ method: 'POST', url: baseUrl, headers: {}, body: '{}' });
      await isStalled;
      await jest.advanceTimersByTimeAsync(30_000);
      expect(await answered).toMatchObject({
        status: 408,
        text: 'Amplitude did not answer within 30 seconds.',
      });
      // Nothing of the request is left.
      await isClosed;
    });
  });

  it('ends with the host: 408 for the request in flight and for those not yet sent', async () => {
    const host = new AbortController();
    let requests = 0;
    const { baseUrl } = await startServer(() => {
      requests += 1;
      host.abort();
    });
    const toBatch = { ...event, userId: 'user-00002', properties: { batch: true } };
    const answers = await sendBatch('logEvent', [event, toBatch], {
      mapping: { use_batch_endpoint: { '@path': '$.properties.batch' } },
      options: { baseUrl },
      signal: host.signal,
    });
    expect(requests).toBe(1);
    expect(answers).toMatchObject([{ status: 408, sent: {} }, { status: 408 }]);
    expect(answers[1]).not.toHaveProperty('sent');
  });

  it('sends nothing for a host that has already ended', async () => {
    let requests = 0;
    const { baseUrl } = await startServer((_request, response) => {
      requests += 1;
      response.end(SUCCESS);
    });
    const answers = await sendBatch('logEvent', [event], {
      options: { baseUrl },
      signal: AbortSignal.abort(),
    });
    expect(requests).toBe(0);
    expect(answers).toMatchObject([
      { status: 408, errormessage: 'The host ended the delivery before this event was sent.' },
    ]);
    expect(answers[0]).not.toHaveProperty('sent');
  });
});
