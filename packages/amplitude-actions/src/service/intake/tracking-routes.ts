import { type FastifyInstance, type FastifyRequest } from 'fastify';
import { CALL_PATHS } from './call-paths';
import { toUserIp } from './client-ip';
import { type Source } from '../config/source';
import { findWriteKey } from './find-write-key';
import { type IntakeHost } from './intake-host';
import { readBody } from './read-body';
import { readOne, type ReadCalls } from './read-calls';
import { PIXEL, readPixel, toPixelType } from './read-pixel';
import { Refusal } from './refusal';
import { EventStore } from './store-events';

const SUCCESS = { success: true };

/** Segment's HTTP Tracking API, as its clients use it. */
export function addTrackingRoutes(app: FastifyInstance, host: IntakeHost): void {
  const take = taker(host);
  for (const [path, { isFromUser, read }] of Object.entries(CALL_PATHS)) {
    app.post(`/v1/${path}`, async (request) => {
      const receivedAt = Date.now();
      const body = await readBody(request.body as Buffer);
      const source = findSource(host, request.headers.authorization, body);
      const arrival = { receivedAt, ip: toUserIp(request.ip, isFromUser || isDirect(body)) };
      await take(source, read(body, arrival));
      return SUCCESS;
    });
  }
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

async function takePixel(
  request: FastifyRequest,
  host: IntakeHost,
  take: ReturnType<typeof taker>,
): Promise<void> {
  const { type } = request.params as { type: string };
  const { data = '' } = request.query as { data?: string };
  const body = await readPixel(data);
  const source = findSource(host, undefined, body);
  await take(
    source,
    readOne(body, toPixelType(type), { receivedAt: Date.now(), ip: toUserIp(request.ip, true) }),
  );
}
