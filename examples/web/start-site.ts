import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { json } from 'node:stream/consumers';
import type { SegmentEvent } from '@segment/actions-core';
import { build } from 'esbuild';
import { startAmplitudeEmulator, type AmplitudeEmulator } from '../../src/emulator';
import { createForwarder } from './create-forwarder';

export interface Site {
  /** Where the page is served, for instance "http://localhost:4170/". */
  url: string;
  /** What analytics.js sent, in order of arrival. */
  sent: SegmentEvent[];
  /** The Amplitude that the cloud actions deliver to. */
  amplitude: AmplitudeEmulator;
  close(): Promise<void>;
}

/** Nothing but the site itself: the page shows that neither analytics.js nor the plugin needs more. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'";

/** Serves the page and stands in for Segment: takes analytics.js's calls and runs the cloud actions on them. */
export async function startSite({ port = 0 } = {}): Promise<Site> {
  const amplitude = await startAmplitudeEmulator();
  const sent: SegmentEvent[] = [];
  const forward = createForwarder(amplitude.baseUrl);
  const files = await readPage();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && pathname.startsWith('/v1/')) {
      const event = (await json(request)) as SegmentEvent;
      sent.push(event);
      await forward(event);
      return reply(response, 200, 'application/json', '{"success":true}');
    }
    if (pathname === '/activity') {
      return reply(response, 200, 'application/json', JSON.stringify({ sent, received: amplitude.events }));
    }
    const file = files.get(pathname);
    return file
      ? reply(response, 200, file.type, file.content)
      : reply(response, 404, 'text/plain', 'Not found.');
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => reply(response, 500, 'text/plain', error.message));
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    await amplitude.close();
    throw error;
  }
  const url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  return { url, sent, amplitude, close: () => close(server, amplitude) };
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY });
  response.end(body);
}

async function close(server: Server, amplitude: AmplitudeEmulator): Promise<void> {
  server.closeAllConnections();
  server.close();
  await amplitude.close();
}

async function readPage(): Promise<Map<string, { type: string; content: string }>> {
  const folder = path.join(__dirname, 'page');
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'main.ts')],
    bundle: true,
    write: false,
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const [html, css] = await Promise.all(
    ['index.html', 'style.css'].map((name) => readFile(path.join(folder, name), 'utf8')),
  );
  return new Map([
    ['/', { type: 'text/html; charset=utf-8', content: html ?? '' }],
    ['/style.css', { type: 'text/css', content: css ?? '' }],
    ['/main.js', { type: 'text/javascript', content: outputFiles[0]?.text ?? '' }],
  ]);
}
