import fastify from 'fastify';
import { createRuntime, type RuntimeSettings } from 'segment-actions-amplitude/runtime';

/** An HTTP service for Segment's libraries, `new Analytics({ writeKey, host })`: one Amplitude project for each write key. */
export function createService(customers: Record<string, RuntimeSettings>, baseUrl?: string) {
  const runtimes = new Map(
    Object.entries(customers).map(([writeKey, settings]) => [writeKey, createRuntime({ settings, baseUrl })]),
  );
  const service = fastify({ bodyLimit: 4_000_000 });
  service.post<{ Body: { batch: object[] } }>('/v1/batch', async ({ headers, body }, reply) => {
    const credentials = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64');
    const runtime = runtimes.get(credentials.toString().split(':')[0] ?? '');
    if (runtime === undefined) return reply.code(401).send({ message: 'This write key is not known.' });
    const answers = await runtime.deliver(body.batch);
    // The library sends the batch again after a 503. What was delivered by then counts once at Amplitude.
    const isOpen = answers.some(({ outcome }) => outcome === 'retry');
    return reply.code(isOpen ? 503 : 200).send({ success: !isOpen });
  });
  return service;
}
