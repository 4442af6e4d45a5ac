import { type FastifyInstance } from 'fastify';
import { type Metrics } from '../metrics';
import { type EventQueue } from '../queue/event-queue';

/** What the operators' tools ask: does the process live, can it take events, what are its figures. */
export function addOperationsRoutes(app: FastifyInstance, queue: EventQueue, { registry }: Metrics): void {
  app.get('/healthz', () => ({ status: 'alive' }));
  app.get('/readyz', (_, reply) =>
    reply
      .code(queue.state === 'up' ? 200 : 503)
      .send({ status: queue.state === 'up' ? 'ready' : queue.state }),
  );
  app.get('/metrics', async (_, reply) =>
    reply.header('content-type', registry.contentType).send(await registry.metrics()),
  );
}
