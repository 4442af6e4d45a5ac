import type { IncomingMessage, ServerResponse } from 'node:http';
import { isTooDeep, TOO_DEEP } from '../input/too-deep';
import { CALL_PATHS } from '../service/intake/call-paths';
import { MAX_BODY_BYTES, readBody, tooLarge } from '../service/intake/read-body';
import { readOne, type ReadCalls } from '../service/intake/read-calls';
import { PIXEL, readPixel, toPixelType } from '../service/intake/read-pixel';
import { Refusal } from '../service/intake/refusal';
import { answerSegment, CORS } from './answer-segment';
import { serveAnalyticsJs } from './serve-analytics-js';

const PIXELS = /^\/v1\/pixel\/([^/]+)$/;

type Take = (calls: ReadCalls) => void;

/** Answers Segment's libraries as `amplitude-actions serve` does, for any write key; true when the path is theirs. */
export function createSegmentIntake(
  take: Take,
): (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean> {
  return async (request, response, url) => {
    const { pathname: path } = url;
    if (!path.startsWith('/v1/')) return serveAnalyticsJs(request, response, path);
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { ...CORS, ...toPreflight(request) }).end();
      return true;
    }
    if (serveAnalyticsJs(request, response, path)) return true;
    const pixel = request.method === 'GET' ? PIXELS.exec(path)?.[1] : undefined;
    if (pixel !== undefined) return servePixel(response, pixel, url, take);
    try {
      await takeCalls(request, path, take);
      return answerSegment(response, 200, { success: true });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, code, message } = error;
      return answerSegment(response, status, { success: false, code, message });
    }
  };
}

/** Segment answers before its destinations have the events, and so does this. */
async function takeCalls(request: IncomingMessage, path: string, take: Take): Promise<void> {
  const name = path.slice('/v1/'.length).replace(/\/$/, '');
  const known = Object.hasOwn(CALL_PATHS, name) ? CALL_PATHS[name] : undefined;
  const bytes = await readBytes(request);
  if (request.method === 'POST' && name === 'm') return;
  if (!known || request.method !== 'POST')
    throw new Refusal(404, 'not_found', `Nothing is served at ${request.method} ${path}.`);
  const body = refuseTooDeep(await readBody(bytes));
  take(known.read(body, { receivedAt: Date.now() }));
}

/** A picture is answered whatever the event was: a page would show anything else as broken. */
async function servePixel(response: ServerResponse, type: string, url: URL, take: Take): Promise<true> {
  try {
    const body = refuseTooDeep(await readPixel(url.searchParams.get('data') ?? ''));
    take(readOne(body, toPixelType(type), { receivedAt: Date.now() }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message: reason } = error;
    take({ good: [], bad: [{ code, reason, event: { type } }] });
  }
  response.writeHead(200, { ...CORS, 'content-type': 'image/gif', 'cache-control': 'no-store' }).end(PIXEL);
  return true;
}

function refuseTooDeep(body: Record<string, unknown>): Record<string, unknown> {
  if (isTooDeep(body)) throw new Refusal(400, 'bad_json', `The body is ${TOO_DEEP}.`);
  return body;
}

const toPreflight = ({ headers }: IncomingMessage) => ({
  'access-control-allow-methods': 'GET, POST, OPTIONS',
  'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
  'access-control-max-age': '7200',
});

/** The rest of a body that is too large is still taken in, so that the client gets its answer. Throws a Refusal. */
async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > MAX_BODY_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}
