import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { startAmplitudeEmulator, type AmplitudeEmulator } from 'segment-actions-amplitude/emulator';
import { Activity } from './activity';
import type { SentEvent } from './activity-row';
import { readPage } from './read-page';

export interface Site {
  /** Where the page is served, for instance "http://localhost:4170/". */
  url: string;
  /** What analytics.js sent, in order of arrival. */
  sent: SentEvent[];
  /** The Amplitude that the events are delivered to. */
  amplitude: AmplitudeEmulator;
  close(): Promise<void>;
}

/** Nothing but the site itself: the page shows that neither analytics.js nor the plugin needs more. */
const CONTENT_SECURITY_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'";

/** Serves the page and stands in for Segment: takes analytics.js's calls and delivers them to an Amplitude. */
export async function startSite({ port = 0 } = {}): Promise<Site> {
  const amplitude = await startAmplitudeEmulator();
  const activity = new Activity(amplitude);
  const files = await readPage();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && pathname.startsWith('/v1/')) {
      await activity.deliver((await json(request)) as SentEvent);
      return reply(response, 200, 'application/json', '{"success":true}');
    }
    if (pathname === '/activity') {
      const { rows, touches } = activity;
      return reply(response, 200, 'application/json', JSON.stringify({ rows, touches }));
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
  return { url, sent: activity.sent, amplitude, close: () => close(server, amplitude) };
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-security-policy': CONTENT_SECURITY_POLICY });
  response.end(body);
}

/** Closing twice does nothing more. */
async function close(server: Server, amplitude: AmplitudeEmulator): Promise<void> {
  server.closeAllConnections();
  server.close();
  await amplitude.close();
}
