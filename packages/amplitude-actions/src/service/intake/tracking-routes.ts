import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { toUserIp } from './client-ip';
import { type Source } from '../config/source';
import { CALL_TYPES, isCallType, type CallType } from './find-problem';
import { findWriteKey } from './find-write-key';
import { type IntakeHost } from './intake-host';
import { readBatch, readOne, type Arrival, type ReadCalls } from './read-calls';
import { readBody } from './read-body';
import { Refusal } from './refusal';
import { EventStore } from './store-events';

/** The paths of analytics.js and the mobile libraries: what sends there runs at the user's, so its address is the user's. */
const SHORT_PATHS: Readonly<Record<string, CallType>> = {
  t: 'track',
  p: 'page',
  s: 'screen',
  i: 'identify',
  g: 'group',
  a: 'alias',
};
const BATCH_PATHS = ['batch', 'import'];
const CLIENT_BATCH_PATH = 'b';
const SUCCESS = { success: true };
/** A transparent GIF of one pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

type Read = (body: Record<string, unknown>, arrival: Arrival) => ReadCalls;

/** Segment's HTTP Tracking API, as its clients use it. */
export function addTrackingRoutes(app: FastifyInstance, host: IntakeHost): void {
  const take = taker(host);
  const post = (path: string, isFromUser: boolean, read: Read) =>
    app.post(`/v1/${path}`, async (request) => {
      const receivedAt = Date.now();
      const body = await readBody(request.body as Buffer);
      const source = findSource(host, request.headers.authorization, body);
      const arrival = { receivedAt, ip: toUserIp(request.ip, isFromUser || isDirect(body)) };
      await take(source, read(body, arrival));
      return SUCCESS;
    });
  for (const type of CALL_TYPES) post(type, false, (body, arrival) => readOne(body, type, arrival));
  for (const [path, type] of Object.entries(SHORT_PATHS)) {
    post(path, true, (body, arrival) => readOne(body, type, arrival));
  }
  for (const path of BATCH_PATHS) post(path, false, readBatch);
  post(CLIENT_BATCH_PATH, true, readBatch);
  app.post('/v1/m', () => SUCCESS);
  app.get('/v1/pixel/:type', async (request, reply) => {
    await takePixel(request, host, take).catch((error: unknown) =>
      host.logger.warn({ error }, 'pixel refused'),
    );
    return reply.header('content-type', 'image/gif').header('cache-control', 'no-store').send(PIXEL);
  });
}

function taker({ queue, metrics, logger }: IntakeHost) {
  const store = new EventStore(queue);
  return async (source: Source, calls: ReadCalls): Promise<void> => {
    const { stored, repeated } = await store.store(source.id, calls);
    metrics.received.inc({ result: 'stored' }, stored);
    metrics.received.inc({ result: 'repeated' }, repeated);
    metrics.received.inc({ result: 'dead' }, calls.bad.length);
    for (const { code, reason } of calls.bad) logger.info({ source: source.id, code, reason }, 'bad event');
  };
}

function findSource(
  { sources }: IntakeHost,
  authorization: string | undefined,
  body: Record<string, unknown>,
) {
  const key = findWriteKey(authorization, body);
  const source = key === undefined ? undefined : sources.ofKey(key);
  if (source !== undefined) return source;
  throw key === undefined
    ? new Refusal(
        401,
        'no_write_key',
        'The request has no write key: give it by Basic auth or as "writeKey".',
      )
    : new Refusal(401, 'unknown_write_key', 'No source of this service has this write key.');
}

/** `context.direct` says that a server library passes a user's own request on. */
const isDirect = ({ context }: Record<string, unknown>): boolean =>
  (context as { direct?: unknown } | undefined)?.direct === true;

/** The event is in the query string, as JSON, or as JSON in Base64. */
async function takePixel(
  request: FastifyRequest,
  host: IntakeHost,
  take: ReturnType<typeof taker>,
): Promise<void> {
  const { type } = request.params as { type: string };
  const { data = '' } = request.query as { data?: string };
  if (!isCallType(type)) throw new Refusal(404, 'not_found', `There is no pixel for "${type}".`);
  const text = data.trimStart().startsWith('{') ? data : Buffer.from(data, 'base64').toString('utf8');
  const body = await readBody(Buffer.from(text));
  const source = findSource(host, undefined, body);
  await take(source, readOne(body, type, { receivedAt: Date.now(), ip: toUserIp(request.ip, true) }));
}
