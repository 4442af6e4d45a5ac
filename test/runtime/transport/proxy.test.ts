import { createServer } from 'node:http';
import { once } from 'node:events';
import { createProxy } from 'proxy';
import { createTransport, type ClosableTransport } from '../../../src/runtime';
import { listen, postTo, startServer, type LocalServer } from './local-servers';

const VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'] as const;

/** Makes a transport as a process with these variables would. */
function transportWith(variables: Partial<Record<(typeof VARIABLES)[number], string>>): ClosableTransport {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, variables);
  try {
    return createTransport();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

describe('a transport behind a proxy', () => {
  let server: LocalServer;
  let transport: ClosableTransport | undefined;
  let proxyUrl: string;
  let tunnels: string[];
  let isRefusing: boolean;
  const proxy = createProxy(createServer());

  beforeAll(async () => {
    server = await startServer((request, response) => request.resume().on('end', () => response.end('ok')));
    proxy.authenticate = () => !isRefusing;
    proxy.on('connect', (request) => tunnels.push(request.url ?? ''));
    proxyUrl = await listen(proxy);
  });
  beforeEach(() => {
    tunnels = [];
    isRefusing = false;
  });
  afterEach(async () => {
    await transport?.close();
    transport = undefined;
  });
  afterAll(async () => {
    await server.close();
    proxy.close();
    proxy.closeAllConnections();
    await once(proxy, 'close');
  });

  it.each(['HTTP_PROXY', 'http_proxy'] as const)('goes through the one that %s names', async (name) => {
    transport = transportWith({ [name]: proxyUrl });
    expect(await transport(postTo(server.url))).toEqual({ status: 200, text: 'ok' });
    expect(tunnels).toEqual([new URL(server.url).host]);
  });

  it('goes through the one that HTTPS_PROXY names to a TLS server', async () => {
    transport = transportWith({ HTTPS_PROXY: proxyUrl });
    // The server speaks no TLS: that the tunnel was asked for is what counts.
    const answer = await transport(postTo(server.url.replace('http:', 'https:')));
    expect(answer.status).toBe(503);
    expect(tunnels).toEqual([new URL(server.url).host]);
  });

  it('goes straight to a host that NO_PROXY names', async () => {
    transport = transportWith({ HTTP_PROXY: proxyUrl, NO_PROXY: '127.0.0.1' });
    expect(await transport(postTo(server.url))).toEqual({ status: 200, text: 'ok' });
    expect(tunnels).toEqual([]);
  });

  it('says in one sentence that the proxy refused', async () => {
    isRefusing = true;
    transport = transportWith({ HTTP_PROXY: proxyUrl });
    const { host } = new URL(server.url);
    expect(await transport(postTo(server.url))).toEqual({
      status: 503,
      text: `The proxy answered 407 instead of connecting to ${host}: check HTTPS_PROXY and HTTP_PROXY.`,
      isLocal: true,
    });
  });

  it('is not made when a variable is no URL, and shows no password', () => {
    const make = () => transportWith({ HTTPS_PROXY: 'user:hunter22@@:x' });
    expect(make).toThrow(TypeError);
    expect(make).not.toThrow('hunter22');
  });
});
