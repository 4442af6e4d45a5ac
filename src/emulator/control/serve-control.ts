import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AmplitudeEmulator } from '../amplitude-emulator';
import { json } from '../answers';
import { CORS_HEADERS, toPreflightHeaders } from '../cors';
import type { EmulatorOptions } from '../emulator-options';
import { readJson } from '../json-object';
import { readBody } from '../read-body';
import { sendAnswer } from '../send-answer';
import { ACTIONS } from './actions';
import { QUERIES, type Asked } from './queries';
import { serveStream } from './stream';

interface Control {
  emulator: AmplitudeEmulator;
  options: EmulatorOptions;
  closing: AbortSignal;
}

const MOST_BYTES = 1_000_000;
const MOST_WAIT_MS = 60_000;

/** `/__emulator/…`: what arrived, for tests in any language, and the controls of the emulator. */
export async function serveControl(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  control: Control,
): Promise<void> {
  const [name = '', ...rest] = url.pathname.split('/').slice(2).map(decodeURIComponent);
  const answer = createAnswer(request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      ...toPreflightHeaders(request),
      'access-control-allow-methods': 'GET, POST, DELETE',
    });
    response.end();
    return;
  }
  if (request.method !== 'GET') return act(request, name, control, answer);
  if (name !== 'stream')
    return answerQuery(name, { ...control, query: url.searchParams, rest }, control, answer);
  const after = Number(url.searchParams.get('after') ?? 0);
  serveStream(request, response, after, control.emulator, control.closing);
}

type SendAnswer = (status: number, body: unknown) => void;

function createAnswer(request: IncomingMessage, response: ServerResponse): SendAnswer {
  // Only origins that were allowed by name come as far as this with an Origin of another site.
  const headers = request.headers.origin === undefined ? {} : { ...CORS_HEADERS, vary: 'origin' };
  return (status, body) =>
    sendAnswer(response, json(status, body), { 'cache-control': 'no-store', ...headers });
}

async function act(
  request: IncomingMessage,
  name: string,
  control: Control,
  answer: SendAnswer,
): Promise<void> {
  const body = await readBody(request, MOST_BYTES);
  if (request.method === 'DELETE' && name === 'faults') {
    control.emulator.clearFaults();
    return answer(200, []);
  }
  const action = request.method === 'POST' && Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
  if (!action) return answer(404, { code: 404, error: `No such control. ${USE}` });
  try {
    answer(200, await action({ ...control, body: readJson(body.content.toString('utf8')) }));
  } catch (error) {
    answer(400, { code: 400, error: error instanceof Error ? error.message : String(error) });
  }
}

const USE = `GET ${Object.keys(QUERIES).join(', ')}, stream; POST ${Object.keys(ACTIONS).join(', ')}; DELETE faults.`;

/** With `?count=3&wait=5000` a list is answered once it holds 3, or after 5 s as it is then: tests need no sleep. */
async function answerQuery(
  name: string,
  asked: Asked,
  { emulator, closing }: Control,
  answer: SendAnswer,
): Promise<void> {
  if (name === '') return answer(200, { use: USE });
  const query = Object.hasOwn(QUERIES, name) ? QUERIES[name] : undefined;
  if (!query) return answer(404, { code: 404, error: `No such query. ${USE}` });
  const count = Number(asked.query.get('count') ?? 0);
  const end = Date.now() + Math.min(Number(asked.query.get('wait') ?? 0), MOST_WAIT_MS);
  let found = query(asked);
  while (Array.isArray(found) && found.length < count && Date.now() < end) {
    const time = new AbortController();
    const waited = sleep(end - Date.now(), undefined, { signal: AbortSignal.any([closing, time.signal]) });
    await Promise.race([emulator.nextRequest(), waited.catch(() => undefined)]);
    time.abort();
    if (closing.aborted) return;
    found = query(asked);
  }
  if (found === undefined) return answer(404, { code: 404, error: 'Nothing is kept under this address.' });
  answer(200, found);
}
