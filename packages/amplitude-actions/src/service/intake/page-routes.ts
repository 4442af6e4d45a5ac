import { createReadStream } from 'node:fs';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { findAnalyticsJs } from './find-analytics-js';
import { type IntakeHost } from './intake-host';
import { Refusal } from './refusal';
import { toSourceSettings } from './source-settings';

/** What a page needs before it can send anything: the settings of its source, and analytics.js itself. */
export function addPageRoutes(app: FastifyInstance, host: IntakeHost): void {
  app.get('/v1/projects/:writeKey/settings', (request) => toSettings(request, host));
  app.get('/analytics.js/v1/:writeKey/analytics.min.js', (_, reply) => sendScript(reply, 'standalone.js'));
  app.get('/analytics-next/bundles/:file', (request, reply) =>
    sendScript(reply, (request.params as { file: string }).file),
  );
}

function toSettings(request: FastifyRequest, { sources, publicUrl }: IntakeHost): unknown {
  const { writeKey } = request.params as { writeKey: string };
  if (sources.ofKey(writeKey) === undefined) {
    throw new Refusal(404, 'unknown_write_key', 'No source of this service has this write key.');
  }
  return toSourceSettings(writeKey, publicUrl ?? `${request.protocol}://${request.host}`);
}

function sendScript(reply: FastifyReply, file: string): FastifyReply {
  const path = findAnalyticsJs(file);
  if (path === undefined) {
    throw new Refusal(
      404,
      'not_found',
      'Install @segment/analytics-next beside this service to serve analytics.js.',
    );
  }
  return reply
    .header('content-type', 'text/javascript; charset=utf-8')
    .header('cache-control', 'public, max-age=300')
    .send(createReadStream(path));
}
