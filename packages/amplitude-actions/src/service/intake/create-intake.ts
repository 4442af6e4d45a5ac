import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { addCors, answerPreflight } from './cors';
import { type IntakeHost } from './intake-host';
import { addOperationsRoutes } from './operations-routes';
import { addPageRoutes } from './page-routes';
import { MAX_BODY_BYTES, tooLarge } from './read-body';
import { Refusal } from './refusal';
import { addTrackingRoutes } from './tracking-routes';

/** An idle connection that the server closes first races with the client's next request. */
const KEEP_ALIVE_MS = 75_000;

/**
 * The HTTP server of the service. Every answer is JSON with `success`, every refusal has `code` and `message`: some
 * clients retry what they cannot read. A success is always 200, since others take 204 for a failure.
 */
export function createIntake(host: IntakeHost): FastifyInstance {
  const { metrics, logger, queue, trustProxy = false } = host;
  const app = Fastify({
    bodyLimit: MAX_BODY_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    trustProxy,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_, body, done) => done(null, body));
  app.addHook('onRequest', async (request, reply) => {
    addCors(request, reply);
    if (request.method === 'OPTIONS') await answerPreflight(request, reply);
  });
  app.addHook('preValidation', (request, _, done) => {
    request.body ??= Buffer.alloc(0);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (request.url.startsWith('/v1/')) {
      metrics.requests.inc({ status: reply.statusCode });
      metrics.requestSeconds.observe(reply.elapsedTime / 1000);
    }
    done();
  });
  addTrackingRoutes(app, host);
  addPageRoutes(app, host);
  addOperationsRoutes(app, queue, metrics);
  app.setNotFoundHandler((request, reply) => refuse(reply, toMissing(app, request)));
  app.setErrorHandler((error: FastifyError, _, reply) => {
    const refusal = toRefusal(error);
    const level = refusal.status >= 500 ? 'error' : 'warn';
    const cause = error instanceof Refusal ? {} : { err: error };
    logger[level]({ code: refusal.code, status: refusal.status, ...cause }, refusal.message);
    return refuse(reply, refusal);
  });
  return app;
}

/** A path that only another method has is no wrong path. */
function toMissing(app: FastifyInstance, { method, url }: FastifyRequest): Refusal {
  const [path = ''] = url.split('?');
  const isKnown = ['GET', 'POST'].some((each) => app.hasRoute({ method: each, url: path }));
  return isKnown
    ? new Refusal(405, 'method_not_allowed', `${method} is not allowed here.`)
    : new Refusal(404, 'not_found', 'There is nothing at this path.');
}

function toRefusal(error: FastifyError): Refusal {
  if (error instanceof Refusal) return error;
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge();
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return new Refusal(400, 'bad_request', 'The request cannot be read.');
  }
  return new Refusal(503, 'internal_error', 'Something went wrong here: send this again later.');
}

function refuse(reply: FastifyReply, { status, code, message, retryAfter }: Refusal): FastifyReply {
  if (retryAfter !== undefined) {
    reply.header('retry-after', String(retryAfter)).header('x-ratelimit-reset', String(retryAfter));
  }
  if (code === 'payload_too_large') reply.header('connection', 'close');
  return reply.code(status).send({ success: false, code, message });
}
