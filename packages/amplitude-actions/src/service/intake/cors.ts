import { type FastifyReply, type FastifyRequest } from 'fastify';

/** Pages of any origin use the intake: a write key is no secret, and nothing can be read with it. */
export function addCors(request: FastifyRequest, reply: FastifyReply): void {
  const { origin } = request.headers;
  reply.header('access-control-allow-origin', origin ?? '*');
  reply.header('access-control-expose-headers', 'Retry-After, X-RateLimit-Reset');
  if (origin === undefined) return;
  reply.header('access-control-allow-credentials', 'true');
  reply.header('vary', 'Origin');
}

/** Without `authorization` among the headers a page would never send an event. */
export function answerPreflight(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const asked = request.headers['access-control-request-headers'];
  return reply
    .code(204)
    .header('access-control-allow-methods', 'GET, POST, OPTIONS')
    .header('access-control-allow-headers', asked ?? 'authorization, content-type, x-retry-count')
    .header('access-control-max-age', '7200')
    .send();
}
