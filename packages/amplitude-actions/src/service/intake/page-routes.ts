import { createReadStream, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { type IntakeHost } from './intake-host';
import { Refusal } from './refusal';

/** What a page needs before it can send anything: the settings of its source, and analytics.js itself. */
export function addPageRoutes(app: FastifyInstance, host: IntakeHost): void {
  app.get('/v1/projects/:writeKey/settings', (request) => toSettings(request, host));
  const bundles = findAnalyticsJs();
  app.get('/analytics.js/v1/:writeKey/analytics.min.js', (_, reply) =>
    sendScript(reply, bundles, 'standalone.js'),
  );
  app.get('/analytics-next/bundles/:file', (request, reply) =>
    sendScript(reply, bundles, (request.params as { file: string }).file),
  );
}

/**
 * The smallest answer with which analytics.js calls nobody else. `metrics` at 0 keeps it from reporting to Segment;
 * `httpConfig` makes the mobile libraries give up after a while what can never be delivered.
 */
function toSettings(request: FastifyRequest, { sources, publicUrl }: IntakeHost): unknown {
  const { writeKey } = request.params as { writeKey: string };
  if (sources.ofKey(writeKey) === undefined) {
    throw new Refusal(404, 'unknown_write_key', 'No source of this service has this write key.');
  }
  const { host, protocol } = new URL(publicUrl ?? `${request.protocol}://${request.host}`);
  return {
    integrations: {
      'Segment.io': {
        apiKey: writeKey,
        apiHost: `${host}/v1`,
        protocol: protocol.replace(':', ''),
        httpConfig: { rateLimitConfig: {}, backoffConfig: {} },
      },
    },
    metrics: { sampleRate: 0 },
  };
}

/** The folder of the browser's files in `@segment/analytics-next`, when that is installed. */
function findAnalyticsJs(): string | undefined {
  try {
    return join(
      dirname(createRequire(__filename).resolve('@segment/analytics-next/package.json')),
      'dist/umd',
    );
  } catch {
    return undefined;
  }
}

function sendScript(reply: FastifyReply, folder: string | undefined, file: string): FastifyReply {
  const path = join(folder ?? '', file);
  if (folder === undefined || !/^[\w.-]+\.js$/.test(file) || !existsSync(path)) {
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
