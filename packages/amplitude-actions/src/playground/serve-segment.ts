import type { IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { JsonObject } from 'segment-actions-amplitude/emulator';
import { readCalls } from './read-calls';

/** Clients break Segment's own limits of 500 KB and 32 KB. */
const MOST_BYTES = 4_000_000;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'Retry-After',
};

const SETTINGS = /^\/(?:v1\/)?projects\/([^/]+)\/settings$/;

/** Answers Segment's libraries at `/v1/…`; true when the path is theirs. */
export function createSegmentIntake(
  deliver: (calls: readonly JsonObject[]) => Promise<void>,
): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> {
  return async (request, response, url) => {
    const { pathname: path } = url;
    const key = SETTINGS.exec(path)?.[1];
    if (key === undefined && !path.startsWith('/v1/')) return false;
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { ...CORS, ...toPreflight(request) }).end();
      return true;
    }
    if (key !== undefined)
      return answer(response, 200, toSettings(decodeURIComponent(key), request.headers.host ?? ''));
    const text = await readText(request);
    if (path === '/v1/m') return answer(response, 200, { success: true });
    const read =
      text === undefined ? { error: 'The body is too large or no gzip.' } : readCalls(path, text, new Date());
    if (!read || request.method !== 'POST')
      return answer(response, 404, toRefusal('not_found', `Nothing is served at ${path}.`));
    if ('error' in read) return answer(response, 400, toRefusal('bad_json', read.error));
    // Segment answers before its destinations have the events, and so does this.
    void deliver(read.calls);
    return answer(response, 200, { success: true });
  };
}

const toRefusal = (code: string, message: string): object => ({ success: false, code, message });

function answer(response: ServerResponse, status: number, body: object): true {
  response.writeHead(status, { ...CORS, 'content-type': 'application/json' }).end(JSON.stringify(body));
  return true;
}

const toPreflight = ({ headers }: IncomingMessage) => ({
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-max-age': '7200',
});

/** The least that analytics.js needs to send everything here and nothing elsewhere. */
const toSettings = (key: string, host: string): object => ({
  integrations: { 'Segment.io': { apiKey: key, apiHost: `${host}/v1`, protocol: 'http' } },
  metrics: { sampleRate: 0 },
});

/** The body as text; undefined when it is too large or its gzip is broken. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MOST_BYTES) chunks.push(chunk);
  }
  if (bytes > MOST_BYTES) return undefined;
  const sent = Buffer.concat(chunks);
  if (!/gzip/i.test(request.headers['content-encoding'] ?? '')) return sent.toString('utf8');
  try {
    return gunzipSync(sent, { maxOutputLength: MOST_BYTES }).toString('utf8');
  } catch {
    return undefined;
  }
}
